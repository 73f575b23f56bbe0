package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.topology.TopologyValidator;
import dev.gale.worker.report.ErrorLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void shouldAckOnlyWhatWasProcessedAndEachAttemptOnceUnderManySeeds() throws Exception {
        long replays = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            replays += runSeed(seed);
        }
        // Without replays the simulation would be too tame to show anything.
        assertThat(replays).isGreaterThan(SEEDS);
    }

    private static long runSeed(long seed) throws Exception {
        try (Ledger ledger = new Ledger(seed, MESSAGES, LONGEST_PAUSE_MS)) {
            RandomTopology topology = new RandomTopology(seed, ledger, MESSAGES + HEALTHY_MESSAGES);
            try (Simulation simulation = new Simulation(seed, topology.conf(), topology.build())) {
                run(seed, ledger, simulation);
            }
            return ledger.replays();
        }
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
