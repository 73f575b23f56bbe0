package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.hooks.BaseTaskHook;
import dev.gale.hooks.info.BoltAckInfo;
import dev.gale.hooks.info.BoltExecuteInfo;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.hooks.info.SpoutAckInfo;
import dev.gale.spout.TupleFailure.Reason;
import dev.gale.task.TopologyContext;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.utils.RegisteredGlobalState;
import dev.gale.utils.TupleUtils;
import dev.gale.utils.Utils;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.Fusion.Edge;
import dev.gale.worker.report.ErrorLog;
import dev.gale.worker.report.TopologyLayout.Group;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Executors that call each other behave as those that send through queues, under a deterministic schedule. */
class FusedTopologyTest {
    private static final List<Class<?>> COMPLAINERS = List.of(ErrorLog.class, TopologyRuntime.class);

    private final Scene scene = new Scene();
    private final Config conf = new Config();
    private final TopologyBuilder builder = new TopologyBuilder();

    @BeforeEach
    void silenceTheErrorsThatAreMeant() {
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(Level.OFF));
    }

    @AfterEach
    void restoreLogging() {
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(null));
    }

    @AfterEach
    void checkRules() {
        scene.close();
        assertThat(scene.violations()).isEmpty();
    }

    /** numbers -> b1 -> b2 and so on, one executor each. */
    private StormTopology row(int bolts) {
        builder.setSpout("numbers", scene.numbers());
        String last = "numbers";
        for (int i = 1; i <= bolts; i++) {
            builder.setBolt("b" + i, scene.bolt()).shuffleGrouping(last);
            last = "b" + i;
        }
        return builder.createTopology();
    }

    private Simulation simulate(long seed, StormTopology topology) throws Exception {
        Simulation simulation = new Simulation(seed, conf, topology);
        assertThat(simulation.runtime().plan().fusion().edges())
                .describedAs("subscriptions, of which some must be fused")
                .anyMatch(Edge::isFused);
        return simulation;
    }

    private static List<Integer> upTo(int numbers) {
        return IntStream.range(0, numbers).boxed().toList();
    }

    /** How many tuples have come by the queue. */
    private static long queued(Simulation simulation, String component) {
        return simulation.runtime().stats().component(component).queueWait().count();
    }

    // --- calls ---

    @Test
    void shouldCallAWholeRowWithoutQueues() throws Exception {
        try (Simulation simulation = simulate(1, row(3))) {
            simulation.runUntilIdle();
            scene.release(1000);
            simulation.runUntilIdle();

            assertThat(scene.acked()).isEqualTo(upTo(1000));
            assertThat(scene.received("b3")).isEqualTo(upTo(1000));
            assertThat(queued(simulation, "b1")).isZero();
            assertThat(queued(simulation, "b3")).isZero();
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 40})
    void shouldCarryTuplesThroughADeepRow(int bolts) throws Exception {
        try (Simulation simulation = simulate(1, row(bolts))) {
            assertThat(simulation.runtime().layout().threads().get(0).groups())
                    .extracting(group -> group.executors().size())
                    .containsExactly(32, bolts + 1 - 32);
            scene.release(2000);
            simulation.runUntilIdle();

            assertThat(scene.received("b" + bolts)).isEqualTo(upTo(2000));
            assertThat(scene.acked()).hasSize(2000);
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    // --- counts ---

    private enum Shape {
        ROW {
            @Override
            void declare(TopologyBuilder builder, Scene scene) {
                builder.setSpout("numbers", scene.numbers());
                builder.setBolt("b1", scene.bolt()).shuffleGrouping("numbers");
                builder.setBolt("b2", scene.bolt()).shuffleGrouping("b1");
            }
        },
        SEVERAL_A_CALL {
            @Override
            void declare(TopologyBuilder builder, Scene scene) {
                builder.setSpout("numbers", scene.numbers(7));
                builder.setBolt("b1", scene.bolt()).shuffleGrouping("numbers");
                builder.setBolt("b2", scene.bolt()).allGrouping("b1");
            }
        },
        DIAMOND {
            @Override
            void declare(TopologyBuilder builder, Scene scene) {
                builder.setSpout("numbers", scene.numbers());
                builder.setBolt("left", scene.bolt()).shuffleGrouping("numbers");
                builder.setBolt("right", scene.bolt()).shuffleGrouping("numbers");
                builder.setBolt("sink", scene.bolt()).shuffleGrouping("left").shuffleGrouping("right");
            }
        },
        TASKS {
            @Override
            void declare(TopologyBuilder builder, Scene scene) {
                builder.setSpout("numbers", scene.numbers(), 2).setNumTasks(3);
                builder.setBolt("b1", scene.bolt(), 2).setNumTasks(5).localOrShuffleGrouping("numbers");
                builder.setBolt("b2", scene.bolt(), 2).setNumTasks(4).localOrShuffleGrouping("b1");
            }
        },
        QUEUE_BETWEEN {
            @Override
            void declare(TopologyBuilder builder, Scene scene) {
                builder.setSpout("numbers", scene.numbers());
                builder.setBolt("b1", scene.bolt()).shuffleGrouping("numbers");
                builder.setBolt("b2", scene.bolt(), 2).fieldsGrouping("b1", new Fields("number"));
                builder.setBolt("b3", scene.bolt(), 2).localOrShuffleGrouping("b2");
            }
        };

        abstract void declare(TopologyBuilder builder, Scene scene);
    }

    /** What is counted of a component, however its tuples came. */
    private record Counts(
            long executed, long emitted, long transferred, long acked, long failed, Map<?, ?> in, Map<?, ?> out) {
        static Counts of(ComponentStats stats) {
            return new Counts(
                    stats.executed(),
                    stats.emitted(),
                    stats.transferred(),
                    stats.acked(),
                    stats.failed(),
                    stats.in(),
                    stats.out());
        }
    }

    private static Map<String, Counts> counts(Shape shape, boolean fused, Scene.Act sink) throws Exception {
        try (Scene scene = new Scene()) {
            scene.act("b2", sink == null ? scene::passOn : sink);
            TopologyBuilder builder = new TopologyBuilder();
            shape.declare(builder, scene);
            Config conf = new Config();
            conf.put(Config.TOPOLOGY_FUSION, fused);
            try (Simulation simulation = new Simulation(1, conf, builder.createTopology())) {
                assertThat(simulation.runtime().plan().fusion().edges().stream().anyMatch(Edge::isFused))
                        .isEqualTo(fused);
                scene.release(3000);
                simulation.runUntilIdle();
                assertThat(scene.ackedCount()).isEqualTo(3000);
                assertThat(simulation.bugs()).isEmpty();
                assertThat(scene.violations()).isEmpty();
                Map<String, Counts> counts = new TreeMap<>();
                simulation
                        .runtime()
                        .stats()
                        .components()
                        .forEach(stats -> counts.put(stats.component(), Counts.of(stats)));
                return counts;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountTheSameWhetherFusedOrNot(Shape shape) throws Exception {
        Map<String, Counts> fused = counts(shape, true, null);

        assertThat(fused).isEqualTo(counts(shape, false, null));
        assertThat(fused.get("numbers").acked()).isEqualTo(3000);
        assertThat(fused.get("numbers").emitted()).isEqualTo(3000);
    }

    /** Fails each number that ends in 7 the first time. */
    private static Scene.Act failingSome() {
        boolean[] failed = new boolean[3000];
        return (tuple, out) -> {
            int number = tuple.getInteger(0);
            if (number % 10 == 7 && !failed[number]) {
                failed[number] = true;
                out.fail(tuple);
            } else {
                out.ack(tuple);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"ROW", "TASKS", "QUEUE_BETWEEN"})
    void shouldCountTheSameWhenSomeFail(Shape shape) throws Exception {
        Map<String, Counts> fused = counts(shape, true, failingSome());
        Map<String, Counts> queued = counts(shape, false, failingSome());

        assertThat(fused.get("numbers")).isEqualTo(queued.get("numbers"));
        assertThat(fused.get("b1")).isEqualTo(queued.get("b1"));
        assertThat(fused.get("b2")).isEqualTo(queued.get("b2"));
        assertThat(fused.get("numbers").failed()).isEqualTo(300);
    }

    // --- user code that throws ---

    /** Throws at its first meeting with a number. */
    private Scene.Act throwingOnceAt(int number, Consumer<Tuple> error) {
        AtomicBoolean thrown = new AtomicBoolean();
        return (tuple, out) -> {
            if (!TupleUtils.isTick(tuple) && tuple.getInteger(0) == number && thrown.compareAndSet(false, true)) {
                error.accept(tuple);
            }
            scene.passOn(tuple, out);
        };
    }

    private static void illegal(Tuple tuple) {
        throw new IllegalStateException("meant, at " + tuple.getInteger(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b1", "b2", "b3"})
    void shouldKeepTheOrderWhenAFusedBoltThrowsAndPauses(String thrower) throws Exception {
        conf.setMaxSpoutPending(50);
        scene.act(thrower, throwingOnceAt(500, FusedTopologyTest::illegal));
        try (Simulation simulation = simulate(1, row(3))) {
            simulation.runUntilIdle();
            scene.release(501);
            simulation.runUntilIdle();
            // It pauses now; what is emitted meanwhile goes by the queue.
            long queuedBefore = queued(simulation, thrower);
            scene.release(800);
            simulation.runUntilIdle();
            assertThat(scene.receivedCount(thrower)).isEqualTo(501);
            assertThat(scene.emitted()).isBetween(502, 600);

            simulation.advance(Duration.ofSeconds(1));

            List<Integer> expected = new ArrayList<>(upTo(501));
            expected.addAll(IntStream.range(501, 800).boxed().toList());
            List<Integer> got = new ArrayList<>(scene.received(thrower));
            // The replay comes somewhere behind.
            assertThat(got.lastIndexOf(500)).isGreaterThan(500);
            got.remove(got.lastIndexOf(500));
            assertThat(got).isEqualTo(expected);
            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(800));
            assertThat(scene.failed()).containsExactly(500);
            assertThat(queued(simulation, thrower)).isGreaterThan(queuedBefore);
            ComponentStats stats = simulation.runtime().stats().component(thrower);
            assertThat(stats.restarts()).isEqualTo(1);
            assertThat(stats.failures()).isEqualTo(Map.of(Reason.EXCEPTION, 1L));
            assertThat(simulation.bugs()).isEmpty();

            // Afterwards it is called again.
            long queuedAfter = queued(simulation, thrower);
            scene.release(1800);
            simulation.runUntilIdle();
            assertThat(scene.ackedCount()).isEqualTo(1800);
            assertThat(queued(simulation, thrower)).isEqualTo(queuedAfter);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldKeepTheOrderWhenBoltsThrowAllTheTime(long seed) throws Exception {
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 5);
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 50);
        for (int i = 1; i <= 3; i++) {
            int every = 13 * i;
            int[] calls = new int[1];
            scene.act("b" + i, (tuple, out) -> {
                if (++calls[0] % every == 0) {
                    throw new IllegalStateException("meant");
                }
                scene.passOn(tuple, out);
            });
        }
        scene.release(500);
        try (Simulation simulation = simulate(seed, row(3))) {
            simulation.advance(Duration.ofSeconds(60));

            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(500));
            assertThat(scene.failed()).hasSizeGreaterThan(50);
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    @Test
    void shouldGoOnWithTheNextTupleWhenThePolicyIsToIgnore() throws Exception {
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "ignore");
        scene.act("b2", throwingOnceAt(50, FusedTopologyTest::illegal));
        try (Simulation simulation = simulate(1, row(3))) {
            simulation.runUntilIdle();
            scene.release(100);
            simulation.runUntilIdle();

            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(100));
            assertThat(scene.failed()).containsExactly(50);
            assertThat(queued(simulation, "b2")).isZero();
        }
    }

    @Test
    void shouldStopEverythingWhenThePolicyIsToFail() throws Exception {
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "fail-topology");
        scene.act("b2", throwingOnceAt(50, FusedTopologyTest::illegal));
        try (Simulation simulation = simulate(1, row(3))) {
            simulation.runUntilIdle();
            scene.release(100);
            simulation.runUntilIdle();

            assertThat(simulation.runtime().failure().orElseThrow().why())
                    .contains("component b2")
                    .contains("in execute");
            assertThat(scene.receivedCount("b2")).isEqualTo(51);
            assertThat(scene.receivedCount("b3")).isEqualTo(50);
            int emitted = scene.emitted();
            scene.release(1000);
            simulation.advance(Duration.ofSeconds(5));
            assertThat(scene.emitted()).isEqualTo(emitted);
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    private static int endless(Tuple tuple, int depth) {
        return depth == Integer.MAX_VALUE ? depth : endless(tuple, depth + 1) + tuple.size();
    }

    @Test
    void shouldMakeABoltAnewWhenTheStackOverflowsAtTheEndOfARow() throws Exception {
        scene.act("b31", throwingOnceAt(50, tuple -> endless(tuple, 0)));
        try (Simulation simulation = simulate(1, row(31))) {
            scene.release(100);
            simulation.advance(Duration.ofSeconds(40));

            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(100));
            TopologyStats stats = simulation.runtime().stats();
            assertThat(stats.component("b31").restarts()).isEqualTo(1);
            assertThat(stats.component("b30").restarts()).isZero();
            assertThat(stats.component("b31").failures()).containsEntry(Reason.EXCEPTION, 1L);
            assertThat(simulation.runtime().failure()).isEmpty();
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    @Test
    void shouldLetTheCallerGoOnWhenTheReceiverThrows() throws Exception {
        List<String> after = new ArrayList<>();
        scene.act("b1", (tuple, out) -> {
            scene.passOn(tuple, out);
            after.add("b1 after " + tuple.getInteger(0));
        });
        scene.act("b2", throwingOnceAt(0, FusedTopologyTest::illegal));
        try (Simulation simulation = simulate(1, row(2))) {
            simulation.runUntilIdle();
            scene.release(1);
            simulation.runUntilIdle();

            // Then the spout hears of the failure and emits it again.
            assertThat(after).containsExactly("b1 after 0", "b1 after 0");
            assertThat(scene.received("b2")).containsExactly(0);
            assertThat(simulation.runtime().stats().component("b1").errors()).isZero();
            assertThat(simulation.runtime().stats().component("b2").errors()).isEqualTo(1);
        }
    }

    // --- tuples that are kept ---

    @Test
    void shouldAckWhenABoltLetsGoOfWhatItHeld() throws Exception {
        List<Tuple> held = new ArrayList<>();
        scene.act("b1", (tuple, out) -> {
            held.add(tuple);
            if (held.size() == 10) {
                // The newest first: an order of its own, and one anchored on all.
                Collections.reverse(held);
                out.emit(List.copyOf(held), scene.next(tuple));
                held.forEach(out::ack);
                held.clear();
            }
        });
        try (Simulation simulation = simulate(1, row(2))) {
            simulation.runUntilIdle();
            scene.release(1005);
            simulation.runUntilIdle();

            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(1000));
            assertThat(scene.receivedCount("b2")).isEqualTo(100);
            assertThat(simulation.runtime().stats().pending()).isEqualTo(5);
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    @Test
    void shouldTimeOutWhatAFusedBoltForgets() throws Exception {
        conf.setMessageTimeout(Duration.ofSeconds(10));
        scene.act("b2", (tuple, out) -> {
            if (tuple.getInteger(0) != 3 || scene.failed().contains(3)) {
                out.ack(tuple);
            }
        });
        try (Simulation simulation = simulate(1, row(2))) {
            scene.release(5);
            simulation.advance(Duration.ofMillis(9_990));
            assertThat(scene.failed()).isEmpty();
            simulation.advance(Duration.ofMillis(20));

            assertThat(scene.failed()).containsExactly(3);
            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(5));
        }
    }

    // --- ticks, hooks ---

    @Test
    void shouldTickEachBoltOfARow() throws Exception {
        conf.put(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 100);
        List<Tuple> held = new ArrayList<>();
        scene.act("b1", (tuple, out) -> {
            if (TupleUtils.isTick(tuple)) {
                // From within a tick, too, the next bolt is called and the spout hears of it afterwards.
                held.forEach(each -> scene.passOn(each, out));
                held.clear();
            } else {
                held.add(tuple);
            }
        });
        try (Simulation simulation = simulate(1, row(2))) {
            simulation.runUntilIdle();
            scene.release(10);
            simulation.advance(Duration.ofMillis(50));
            assertThat(scene.ackedCount()).isZero();
            simulation.advance(Duration.ofMillis(950));

            assertThat(scene.ticks("b1")).isEqualTo(10);
            assertThat(scene.ticks("b2")).isEqualTo(10);
            assertThat(scene.acked()).containsExactlyInAnyOrderElementsOf(upTo(10));
            assertThat(queued(simulation, "b2")).isZero();
        }
    }

    /** Counts into the list that its topology's configuration names. */
    public static final class CountingHook extends BaseTaskHook {
        private List<String> calls;
        private String component;

        @Override
        @SuppressWarnings("unchecked")
        public void prepare(Map<String, Object> conf, TopologyContext context) {
            calls = (List<String>) RegisteredGlobalState.getState((String) conf.get("test.calls"));
            component = context.getThisComponentId();
        }

        @Override
        public void emit(EmitInfo info) {
            if (info.stream.equals("default")) {
                calls.add(component + " emit to " + info.outTasks.size());
            }
        }

        @Override
        public void spoutAck(SpoutAckInfo info) {
            calls.add(component + " spoutAck");
        }

        @Override
        public void boltExecute(BoltExecuteInfo info) {
            calls.add(component + " execute");
        }

        @Override
        public void boltAck(BoltAckInfo info) {
            calls.add(component + " ack");
        }
    }

    @Test
    void shouldCallHooksOfFusedTasks() throws Exception {
        List<String> calls = new ArrayList<>();
        String id = RegisteredGlobalState.registerState(calls);
        conf.put("test.calls", id);
        conf.put(Config.TOPOLOGY_AUTO_TASK_HOOKS, List.of(CountingHook.class.getName()));
        try (Simulation simulation = simulate(1, row(2))) {
            simulation.runUntilIdle();
            scene.release(1);
            simulation.runUntilIdle();

            // The innermost call ends first.
            assertThat(calls)
                    .containsExactly(
                            "b2 emit to 0",
                            "b2 ack",
                            "b2 execute",
                            "b1 emit to 1",
                            "b1 ack",
                            "b1 execute",
                            "numbers emit to 1",
                            "numbers spoutAck");
        } finally {
            RegisteredGlobalState.clearState(id);
        }
    }

    // --- back-pressure, life ---

    @Test
    void shouldHoldTheWholeGroupWhenItsReceiverIsStuck() throws Exception {
        conf.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 256);
        AtomicBoolean stuck = new AtomicBoolean(true);
        scene.act("sink", (tuple, out) -> {
            if (stuck.getAndSet(false)) {
                Utils.sleep(60_000);
            }
            out.ack(tuple);
        });
        conf.setMessageTimeout(Duration.ofMinutes(10));
        row(2);
        builder.setBolt("sink", scene.bolt()).fieldsGrouping("b2", new Fields("number"));
        try (Simulation simulation = simulate(1, builder.createTopology())) {
            scene.release(10_000);
            simulation.runUntilIdle();
            int emitted = scene.emitted();
            assertThat(emitted).isLessThan(5000);
            simulation.advance(Duration.ofSeconds(59));
            assertThat(scene.emitted()).isEqualTo(emitted);

            simulation.advance(Duration.ofSeconds(2));
            assertThat(scene.received("sink")).isEqualTo(upTo(10_000));
            assertThat(scene.ackedCount()).isEqualTo(10_000);
            assertThat(simulation.bugs()).isEmpty();
        }
    }

    @Test
    void shouldEmitNothingWhileInactiveAndGoOnAfterwards() throws Exception {
        try (Simulation simulation = simulate(1, row(2))) {
            simulation.runUntilIdle();
            scene.release(100);
            simulation.runUntilIdle();
            simulation.runtime().deactivate();
            simulation.runUntilIdle();
            scene.release(300);
            simulation.advance(Duration.ofSeconds(2));
            assertThat(scene.ackedCount()).isEqualTo(100);

            simulation.runtime().activate();
            simulation.runUntilIdle();

            assertThat(scene.acked()).isEqualTo(upTo(300));
            assertThat(queued(simulation, "b2")).isZero();
        }
    }

    @Test
    void shouldNumberTheMembersOfAGroupInItsLayout() throws Exception {
        try (Simulation simulation = simulate(1, row(2))) {
            List<Group> groups = simulation.runtime().layout().threads().get(0).groups();

            assertThat(groups).hasSize(1);
            assertThat(groups.get(0).executors())
                    .extracting(executor -> executor.name() + executor.tasks())
                    .containsExactly("numbers-3[3]", "b1-1[1]", "b2-2[2]");
            assertThat(groups.get(0).calls())
                    .extracting(call -> call.from() + ">" + call.to())
                    .containsExactly("numbers-3>b1-1", "b1-1>b2-2");
        }
    }
}
