package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.topology.TopologyValidator;
import dev.gale.worker.report.ErrorLog;
import dev.gale.worker.simulation.RandomTopology.Shape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * What at-least-once promises, under random topologies, random misbehaviour of user code and random interleavings. A
 * failing seed is named in the message; {@code runSeed} with it fails again.
 */
class AtLeastOnceTest {
    private static final int SEEDS = Integer.getInteger("gale.seeds", 1000);
    private static final int MESSAGES = 60;
    private static final int HEALTHY_MESSAGES = 100;
    private static final int LONGEST_PAUSE_MS = 3000;

    private static final List<Class<?>> COMPLAINERS = List.of(ErrorLog.class, TopologyValidator.class);

    /** How many subscriptions were fused, over all seeds. */
    private long fused;

    @BeforeEach
    void silenceTheErrorsThatAreMeant() {
        COMPLAINERS.forEach(type -> log(type).setLevel(Level.OFF));
    }

    @AfterEach
    void restoreLogging() {
        COMPLAINERS.forEach(type -> log(type).setLevel(null));
    }

    private static Logger log(Class<?> type) {
        return (Logger) LoggerFactory.getLogger(type);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAckOnlyWhatWasProcessedAndEachAttemptOnceUnderManySeeds(Shape shape) throws Exception {
        long replays = 0;
        fused = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            replays += runSeed(seed, shape);
        }
        if (shape == Shape.NARROW) {
            assertThat(fused).describedAs("fused subscriptions").isGreaterThan(SEEDS);
        }
        // Without replays the simulation would be too tame to show anything.
        assertThat(replays).isGreaterThan(SEEDS);
    }

    private long runSeed(long seed, Shape shape) throws Exception {
        try (Ledger ledger = new Ledger(seed, MESSAGES, LONGEST_PAUSE_MS)) {
            RandomTopology topology = new RandomTopology(seed, ledger, MESSAGES + HEALTHY_MESSAGES, shape);
            try (Simulation simulation = new Simulation(seed, topology.conf(), topology.build(), threads(seed))) {
                fused += simulation.runtime().plan().fusion().edges().stream()
                        .filter(edge -> edge.isFused() || edge.inLanes())
                        .count();
                run(seed, ledger, simulation);
            }
            return ledger.replays();
        }
    }

    /** With one or two, executors that have others beside them call each other, too. */
    private static int threads(long seed) {
        return seed % 3 == 0 ? Integer.MAX_VALUE : (int) (seed % 3);
    }

    private static void run(long seed, Ledger ledger, Simulation simulation) {
        simulation.advance(Duration.ofSeconds(20));
        assertThat(simulation.bugs()).describedAs("seed %d: bugs", seed).isEmpty();
        assertThat(ledger.violations(false)).describedAs("seed %d", seed).isEmpty();
        ledger.heal();
        simulation.advance(Duration.ofSeconds(60));
        assertThat(ledger.violations(true)).describedAs("seed %d: healed", seed).isEmpty();
        assertThat(ledger.ackedMessages()).describedAs("seed %d: acked", seed).isEqualTo(MESSAGES);

        // Nothing goes wrong any more, so nothing may be replayed.
        long replays = ledger.replays();
        ledger.release(MESSAGES + HEALTHY_MESSAGES);
        simulation.advance(Duration.ofSeconds(60));
        assertThat(simulation.bugs()).describedAs("seed %d: bugs", seed).isEmpty();
        assertThat(ledger.violations(true))
                .describedAs("seed %d: healthy", seed)
                .isEmpty();
        assertThat(ledger.ackedMessages())
                .describedAs("seed %d: acked of the healthy", seed)
                .isEqualTo(MESSAGES + HEALTHY_MESSAGES);
        assertThat(ledger.replays())
                .describedAs("seed %d: replays while healthy", seed)
                .isEqualTo(replays);
        assertThat(simulation.runtime().stats().pending())
                .describedAs("seed %d: pending", seed)
                .isZero();
    }
}
