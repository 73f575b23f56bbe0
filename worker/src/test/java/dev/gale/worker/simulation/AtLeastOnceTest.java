package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.time.ManualClock;
import dev.gale.topology.TopologyValidator;
import dev.gale.utils.ConfValues;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.ErrorLog;
import java.time.Duration;
import java.util.ArrayList;
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
        ManualClock clock = new ManualClock();
        List<Throwable> bugs = new ArrayList<>();
        VirtualTime time = new VirtualTime(clock);
        DeterministicScheduler scheduler =
                new DeterministicScheduler(clock, seed, 5_000_000, (agent, error) -> bugs.add(error), time);
        time.setScheduler(scheduler);
        try (Ledger ledger = new Ledger(seed, MESSAGES)) {
            RandomTopology topology = new RandomTopology(seed, ledger, MESSAGES + HEALTHY_MESSAGES);
            TopologyPlan plan =
                    TopologyPlan.of("chaos", "chaos-1", ConfValues.normalize(topology.conf()), topology.build());
            TopologyRuntime runtime = new TopologyRuntime(plan, scheduler, clock, seed);
            runtime.start();
            runtime.activate();

            scheduler.advance(Duration.ofSeconds(20));
            assertThat(bugs).describedAs("seed %d: bugs", seed).isEmpty();
            assertThat(ledger.violations(false)).describedAs("seed %d", seed).isEmpty();
            ledger.heal();
            scheduler.advance(Duration.ofSeconds(60));
            assertThat(ledger.violations(true))
                    .describedAs("seed %d: healed", seed)
                    .isEmpty();
            assertThat(ledger.ackedMessages())
                    .describedAs("seed %d: acked", seed)
                    .isEqualTo(MESSAGES);

            // Nothing goes wrong any more, so nothing may be replayed.
            long replays = ledger.replays();
            ledger.release(MESSAGES + HEALTHY_MESSAGES);
            scheduler.advance(Duration.ofSeconds(60));

            assertThat(bugs).describedAs("seed %d: bugs", seed).isEmpty();
            assertThat(ledger.violations(true))
                    .describedAs("seed %d: healthy", seed)
                    .isEmpty();
            assertThat(ledger.ackedMessages())
                    .describedAs("seed %d: acked of the healthy", seed)
                    .isEqualTo(MESSAGES + HEALTHY_MESSAGES);
            assertThat(ledger.replays())
                    .describedAs("seed %d: replays while healthy", seed)
                    .isEqualTo(replays);
            assertThat(runtime.stats().pending())
                    .describedAs("seed %d: pending", seed)
                    .isZero();
            runtime.stop(Duration.ZERO);
            return ledger.replays();
        } finally {
            scheduler.close();
        }
    }
}
