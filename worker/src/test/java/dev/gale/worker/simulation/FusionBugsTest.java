package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.PackedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.utils.ConfValues;
import dev.gale.utils.TupleUtils;
import dev.gale.worker.Await;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.TopologyStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each of these fails with the code of /work/h3 as it was found. */
class FusionBugsTest {
    private final TopologyBuilder builder = new TopologyBuilder();
    private final Config conf = new Config();

    private static long queued(TopologyRuntime runtime, String component) {
        return runtime.stats().component(component).queueWait().count();
    }

    private void row(Scene scene, int perCall) {
        builder.setSpout("numbers", scene.numbers(perCall));
        builder.setBolt("a", scene.bolt()).shuffleGrouping("numbers");
        builder.setBolt("b", scene.bolt()).shuffleGrouping("a");
    }

    /** 1: a group that runs on another thread than before. */
    @Test
    void shouldTakeTheGroupsThreadForItsMembersOwnWhenTheGroupHasBeenMoved() throws Exception {
        try (Scene scene = new Scene()) {
            row(scene, 1);
            ConcurrentHashMap<Integer, String> results = new ConcurrentHashMap<>();
            scene.act("a", (tuple, out) -> {
                List<Integer> tasks = out.emit(tuple, scene.next(tuple));
                results.put(tuple.getInteger(0), tasks.getClass().getSimpleName());
                out.ack(tuple);
            });
            try (Simulation simulation = new Simulation(1, conf, builder.createTopology())) {
                simulation.runUntilIdle();
                scene.release(10);
                simulation.runUntilIdle();
                scene.release(20);
                Thread other = new Thread(simulation::runUntilIdle);
                other.start();
                other.join();

                // Looking into a PendingResult here would wait for ever.
                assertThat(results.values()).hasSize(20).doesNotContain("PendingResult");
            }
        }
    }

    /** 2a: a spout that emits several tuples a call runs ahead, and its bolt is never called directly. */
    @Test
    void shouldCallDirectlyWhenTheSpoutEmitsSeveralTuplesACall() throws Exception {
        try (Scene scene = new Scene()) {
            row(scene, 10);
            scene.release(200_000);
            try (Simulation simulation = new Simulation(1, conf, builder.createTopology())) {
                simulation.runUntilIdle();
                assertThat(scene.ackedCount()).isEqualTo(200_000);
                assertThat(queued(simulation.runtime(), "a")).isLessThan(100_000);
            }
        }
    }

    /** 2b: the same after a pause of the bolt. */
    @Test
    void shouldCallDirectlyAgainWhenABoltHasBeenRestartedUnderLoad() throws Exception {
        try (Scene scene = new Scene()) {
            row(scene, 10);
            boolean[] thrown = new boolean[1];
            scene.act("a", (tuple, out) -> {
                if (tuple.getInteger(0) == 500 && !thrown[0]) {
                    thrown[0] = true;
                    throw new IllegalStateException("meant");
                }
                scene.passOn(tuple, out);
            });
            try (Simulation simulation = new Simulation(1, conf, builder.createTopology())) {
                simulation.runUntilIdle();
                scene.release(400_000);
                simulation.advance(Duration.ofSeconds(1));
                assertThat(scene.ackedCount()).isEqualTo(400_000);
                assertThat(queued(simulation.runtime(), "a")).isLessThan(200_000);
            }
        }
    }

    /** 3: what a member sends in the middle of another's cycle is stamped with the time of its own last cycle. */
    @Test
    void shouldMeasureTheWaitInTheQueueFromTheSendNotFromTheSendersLastCycle() throws Exception {
        try (Scene scene = new Scene()) {
            row(scene, 1);
            builder.setBolt("sink", scene.bolt()).fieldsGrouping("b", new Fields("number"));
            try (Simulation simulation = new Simulation(1, conf, builder.createTopology())) {
                simulation.runUntilIdle();
                scene.release(20_000);
                simulation.runUntilIdle();
                simulation.runtime().deactivate();
                simulation.advance(Duration.ofSeconds(60));
                scene.release(21_000);
                simulation.runtime().activate();
                simulation.runUntilIdle();

                TopologyStats stats = simulation.runtime().stats();
                assertThat(scene.ackedCount()).isEqualTo(21_000);
                assertThat(stats.component("sink").queueWait().maxNs())
                        .isLessThan(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    private void awaitLetGo(Scene scene, String component) throws Exception {
        PackedScheduler scheduler = new PackedScheduler(SystemClock.INSTANCE, 2, (agent, error) -> {}, ThreadHook.NONE);
        TopologyPlan plan =
                TopologyPlan.of("blocking", "blocking-1", ConfValues.normalize(conf), builder.createTopology());
        TopologyRuntime runtime = new TopologyRuntime(plan, scheduler, SystemClock.INSTANCE, 1);
        try {
            runtime.start();
            runtime.activate();
            Await.until(
                    () -> runtime.layout().threads().stream()
                            .flatMap(thread -> thread.groups().stream())
                            .flatMap(group -> group.executors().stream())
                            .anyMatch(executor -> executor.component().equals(component) && executor.letGo()),
                    () -> scene.receivedCount(component) + " long calls, and not let go");
        } finally {
            runtime.stop(Duration.ofSeconds(1));
            scheduler.close();
        }
    }

    private static void waitALittle() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
    }

    /** 4: calls that begin in a tick are never timed. */
    @Test
    void shouldLetABoltGoThatBlocksWhenItsSenderEmitsAtTicks() throws Exception {
        try (Scene scene = new Scene()) {
            builder.setSpout("numbers", scene.numbers());
            builder.setBolt("a", scene.bolt())
                    .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 10)
                    .shuffleGrouping("numbers");
            builder.setBolt("b", scene.bolt()).shuffleGrouping("a");
            scene.act("a", (tuple, out) -> {
                if (TupleUtils.isTick(tuple)) {
                    out.emit(new dev.gale.tuple.Values(1, 0L));
                }
            });
            scene.act("b", (tuple, out) -> waitALittle());
            awaitLetGo(scene, "b");
        }
    }
}
