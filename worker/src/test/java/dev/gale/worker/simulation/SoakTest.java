package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.Config;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.PackedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.topology.TopologyValidator;
import dev.gale.utils.ConfValues;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.Fusion;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.ErrorLog;
import dev.gale.worker.simulation.RandomTopology.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * What {@link AtLeastOnceTest} shows, with threads in real time, one an executor and packed, by queues and by calls: fewer
 * topologies, real races. Bolts sleep now and then, so some are let go by their groups.
 */
class SoakTest {
    private static final int MESSAGES = 3000;
    private static final List<Class<?>> COMPLAINERS =
            List.of(ErrorLog.class, TopologyRuntime.class, TopologyValidator.class);

    @BeforeEach
    void silenceTheErrorsThatAreMeant() {
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(Level.OFF));
    }

    @AfterEach
    void restoreLogging() {
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(null));
    }

    @ParameterizedTest
    @CsvSource({
        "1, dedicated, WIDE",
        "2, dedicated, WIDE",
        "3, dedicated, WIDE",
        "4, packed, WIDE_BY_QUEUES",
        "5, packed, WIDE_BY_QUEUES",
        "6, packed, WIDE",
        "7, packed, WIDE",
        "1, packed, NARROW",
        "2, packed, NARROW",
        "3, packed, NARROW",
        "5, packed, NARROW",
        "6, packed, NARROW",
        "8, packed, NARROW"
    })
    void shouldAckOnlyWhatWasProcessedAndEachAttemptOnceOnThreads(long seed, String scheduling, Shape shape)
            throws Exception {
        Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
        PackedScheduler scheduler =
                new PackedScheduler(SystemClock.INSTANCE, 2, (agent, error) -> bugs.add(error), ThreadHook.NONE);
        try (Ledger ledger = new Ledger(seed, MESSAGES, 3)) {
            RandomTopology topology = new RandomTopology(seed, ledger, MESSAGES, shape);
            Config conf = topology.conf();
            conf.put(Config.TOPOLOGY_SCHEDULING, scheduling);
            conf.setMessageTimeout(Duration.ofMillis(400));
            conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 0);
            conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 5);
            TopologyPlan plan = TopologyPlan.of("soak", "soak-1", ConfValues.normalize(conf), topology.build(), 2);
            if (shape == Shape.NARROW) {
                assertThat(plan.fusion().edges())
                        .describedAs("subscriptions of seed %d", seed)
                        .anyMatch(Fusion.Edge::isFused);
            }
            TopologyRuntime runtime = new TopologyRuntime(plan, scheduler, SystemClock.INSTANCE, seed);
            try {
                runtime.start();
                runtime.activate();
                await(
                        () -> ledger.replays() > 300 || ledger.ackedMessages() == MESSAGES,
                        () -> ledger.ackedMessages() + " acked, " + ledger.replays() + " replays");
                ledger.heal();
                await(
                        () -> ledger.ackedMessages() == MESSAGES,
                        () -> ledger.ackedMessages() + " acked, " + runtime.stats());
            } finally {
                runtime.stop(Duration.ofSeconds(5));
            }
            assertThat(bugs).isEmpty();
            assertThat(ledger.violations(false)).isEmpty();
        } finally {
            scheduler.close();
        }
    }

    private static void await(BooleanSupplier condition, Supplier<String> describe) {
        long endNs = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("not so after two minutes: " + describe.get());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
