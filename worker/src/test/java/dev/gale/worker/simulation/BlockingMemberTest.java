package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.AgentScheduler.StuckAgent;
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
import dev.gale.worker.report.ErrorLog;
import dev.gale.worker.report.TopologyLayout.ExecutorLayout;
import dev.gale.worker.report.TopologyLayout.Subscription;
import dev.gale.worker.report.TopologyLayout.ThreadLayout;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A member of a group whose calls take long is let go, on threads in real time: the others aren't held up any more. */
@Timeout(120)
class BlockingMemberTest {
    private static final List<Class<?>> COMPLAINERS = List.of(ErrorLog.class, TopologyRuntime.class);

    private final Scene scene = new Scene();
    private final Config conf = new Config();
    private final TopologyBuilder builder = new TopologyBuilder();
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    private final PackedScheduler scheduler =
            new PackedScheduler(SystemClock.INSTANCE, 2, (agent, error) -> bugs.add(error), ThreadHook.NONE);
    /** Waited for by what is to be stuck. */
    private final CountDownLatch way = new CountDownLatch(1);

    private TopologyRuntime runtime;

    BlockingMemberTest() {
        conf.setMessageTimeout(Duration.ofMinutes(10));
    }

    @BeforeEach
    void silenceWhatIsMeant() {
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(Level.OFF));
    }

    @AfterEach
    void end() {
        way.countDown();
        if (runtime != null) {
            assertThat(runtime.stop(Duration.ofSeconds(20))).isEmpty();
        }
        scheduler.close();
        scene.close();
        COMPLAINERS.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(null));
        assertThat(bugs).isEmpty();
        assertThat(scene.violations()).isEmpty();
    }

    /** numbers -> a -> b -> c, in one group. */
    private StormTopology row() {
        builder.setSpout("numbers", scene.numbers());
        builder.setBolt("a", scene.bolt()).shuffleGrouping("numbers");
        builder.setBolt("b", scene.bolt()).shuffleGrouping("a");
        builder.setBolt("c", scene.bolt()).shuffleGrouping("b");
        return builder.createTopology();
    }

    private void run(StormTopology topology) throws Exception {
        TopologyPlan plan = TopologyPlan.of("blocking", "blocking-1", ConfValues.normalize(conf), topology);
        runtime = new TopologyRuntime(plan, scheduler, SystemClock.INSTANCE, 1);
        runtime.start();
        runtime.activate();
    }

    /** A wait in user code for something outside, as an answer of a database. */
    private static void waitALittle() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(3, TimeUnit.MILLISECONDS)).isFalse();
    }

    private boolean isLetGo(String component) {
        return runtime.layout().threads().stream()
                .flatMap(thread -> thread.groups().stream())
                .flatMap(group -> group.executors().stream())
                .anyMatch(executor -> executor.component().equals(component) && executor.letGo());
    }

    private void awaitLetGo(String component) {
        Await.until(() -> isLetGo(component), () -> runtime.layout().toString());
    }

    private void awaitAcked(int numbers) {
        Await.until(() -> scene.ackedCount() == numbers, () -> scene.ackedCount() + " acked, " + runtime.stats());
    }

    private static List<Integer> upTo(int numbers) {
        return IntStream.range(0, numbers).boxed().toList();
    }

    /** Waits a little in each call until it has been let go; from number {@code stuckFrom} on, until the way is free. */
    private Scene.Act blocking(int stuckFrom, CountDownLatch stuck) {
        return (tuple, out) -> {
            int number = tuple.getInteger(0);
            if (number >= stuckFrom) {
                stuck.countDown();
                way.await();
            } else if (number < 20) {
                waitALittle();
            }
            scene.passOn(tuple, out);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void shouldLetTheOthersGoOnWhenABoltIsStuckThatHasBeenLetGo(String blocking) throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        scene.act(blocking, blocking(500, stuck));
        run(row());
        scene.release(100);
        awaitLetGo(blocking);
        awaitAcked(100);

        scene.release(20_000);
        stuck.await();

        // Stuck at 500; the spout gets beyond, and so do the bolts before the one that is stuck: as far as there is
        // room.
        List<String> before =
                List.of("a", "b", "c").subList(0, List.of("a", "b", "c").indexOf(blocking));
        Await.until(
                () -> scene.emitted() > 700 && before.stream().allMatch(bolt -> scene.receivedCount(bolt) > 700),
                () -> runtime.stats().toString());
        assertThat(scene.receivedCount(blocking)).isEqualTo(501);
        assertThat(scene.thread(blocking)).startsWith("ex-" + blocking + "-");
        assertThat(scene.thread("numbers")).isNotEqualTo(scene.thread(blocking));

        way.countDown();
        awaitAcked(20_000);
        for (String bolt : List.of("a", "b", "c")) {
            assertThat(scene.received(bolt)).isEqualTo(upTo(20_000));
        }
        assertThat(scene.failed()).isEmpty();
    }

    @Test
    void shouldLetSeveralGoOneAfterTheOther() throws Exception {
        for (String bolt : List.of("a", "b", "c")) {
            scene.act(bolt, (tuple, out) -> {
                waitALittle();
                scene.passOn(tuple, out);
            });
        }
        run(row());
        scene.release(200);
        awaitAcked(200);
        awaitLetGo("a");
        awaitLetGo("b");
        awaitLetGo("c");

        assertThat(scene.received("c")).isEqualTo(upTo(200));
        assertThat(scene.failed()).isEmpty();
        assertThat(runtime.layout().threads()).extracting(ThreadLayout::name).contains("ex-a-1", "ex-b-2", "ex-c-3");
    }

    @Test
    void shouldShowInTheLayoutWhatHasBeenLetGo() throws Exception {
        scene.act("b", blocking(1_000_000, new CountDownLatch(1)));
        run(row());
        scene.release(100);
        awaitLetGo("b");

        ThreadLayout own = runtime.layout().threads().stream()
                .filter(thread -> thread.name().equals("ex-b-2"))
                .findFirst()
                .orElseThrow();
        assertThat(own.groups()).hasSize(1);
        assertThat(own.groups().get(0).executors())
                .extracting(ExecutorLayout::letGo)
                .containsExactly(true);
        assertThat(runtime.layout().threads().stream()
                        .flatMap(thread -> thread.groups().stream())
                        .flatMap(group -> group.calls().stream())
                        .map(call -> call.from() + ">" + call.to()))
                .containsExactly("numbers-4>a-1");
        assertThat(runtime.layout().subscriptions())
                .extracting(Subscription::letGo)
                .containsExactly(List.of(), List.of("b-2"), List.of("b-2"));
    }

    @Test
    void shouldCountExactlyWhenABoltIsLetGo() throws Exception {
        scene.act("b", blocking(1_000_000, new CountDownLatch(1)));
        run(row());
        scene.release(5000);
        awaitLetGo("b");
        awaitAcked(5000);

        runtime.stats().components().forEach(stats -> {
            assertThat(stats.acked()).describedAs(stats.component()).isEqualTo(5000);
            assertThat(stats.emitted()).describedAs(stats.component()).isEqualTo(5000);
            assertThat(stats.executed()).describedAs(stats.component()).isEqualTo(stats.spout() ? 0 : 5000);
            assertThat(stats.transferred())
                    .describedAs(stats.component())
                    .isEqualTo(stats.component().equals("c") ? 0 : 5000);
        });
    }

    @Test
    void shouldTickTheBoltBehindASpoutThatIsStuckInNextTuple() throws Exception {
        conf.put(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 5);
        CountDownLatch stuck = new CountDownLatch(1);
        scene.act("a", (tuple, out) -> {
            if (!TupleUtils.isTick(tuple)) {
                scene.passOn(tuple, out);
            }
        });
        scene.pause(number -> {
            if (number < 20) {
                waitALittle();
            } else if (number == 100) {
                stuck.countDown();
                way.await();
            }
        });
        run(row());
        scene.release(100);
        awaitLetGo("numbers");
        awaitAcked(100);

        scene.release(1000);
        stuck.await();
        int ticks = scene.ticks("a");
        Await.until(() -> scene.ticks("a") > ticks + 10, () -> "ticks: " + scene.ticks("a"));

        way.countDown();
        awaitAcked(1000);
        assertThat(scene.received("c")).isEqualTo(upTo(1000));
        assertThat(scene.failed()).isEmpty();
        assertThat(scene.thread("a")).isNotEqualTo(scene.thread("numbers"));
    }

    @Test
    void shouldRestartABoltThatWasLetGo() throws Exception {
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 1);
        Scene.Act slow = blocking(1_000_000, new CountDownLatch(1));
        boolean[] thrown = new boolean[1];
        scene.act("b", (tuple, out) -> {
            if (tuple.getInteger(0) == 150 && !thrown[0]) {
                thrown[0] = true;
                throw new IllegalStateException("meant");
            }
            slow.on(tuple, out);
        });
        run(row());
        scene.release(100);
        awaitLetGo("b");
        scene.release(3000);
        awaitAcked(3000);

        assertThat(scene.failed()).containsExactly(150);
        assertThat(runtime.stats().component("b").restarts()).isEqualTo(1);
    }

    @Test
    void shouldInterruptABoltThatIsStuckAloneWhenStopped() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        scene.act("b", blocking(100, stuck));
        run(row());
        scene.release(100);
        awaitLetGo("b");
        scene.release(1000);
        stuck.await();

        List<StuckAgent> left = runtime.stop(Duration.ofMillis(50));

        assertThat(left).isEmpty();
        assertThat(runtime.errors(null)).isEmpty();
        runtime = null;
    }

    @Test
    void shouldInterruptAGroupThatIsStuckInACallWhenStopped() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        scene.act("b", (tuple, out) -> {
            stuck.countDown();
            way.await();
        });
        row();
        // Another group on the same threads, which must be neither interrupted nor held up.
        builder.setSpout("others", scene.numbers());
        builder.setBolt("d", scene.bolt()).shuffleGrouping("others");
        builder.setBolt("e", scene.bolt()).fieldsGrouping("d", new Fields("number"));
        run(builder.createTopology());
        scene.release(5000);
        stuck.await();
        Await.until(
                () -> scene.receivedCount("e") == 5000, () -> runtime.stats().toString());

        List<StuckAgent> left = runtime.stop(Duration.ofMillis(50));

        assertThat(left).isEmpty();
        assertThat(runtime.errors(null)).isEmpty();
        runtime = null;
    }
}
