package dev.gale.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.KillOptions;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInitialStatus;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver.Fed;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure.Reason;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.Time;
import dev.gale.utils.TupleUtils;
import dev.gale.utils.Utils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of the runtime that users rely on, each in the smallest topology that shows it. */
@GaleTest
class RuntimeRulesTest {
    private static final List<Object> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static final List<Tuple> KEPT = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
        KEPT.clear();
    }

    private static StormTopology fed(BaseRichBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("bolt", bolt).shuffleGrouping("words");
        builder.setBolt("sink", tuple -> {}).shuffleGrouping("bolt");
        return builder.createTopology();
    }

    // --- misuse ---

    @Test
    void shouldReportAndIgnoreTheSecondAck(TopologyDriver driver) {
        driver.feeding("words").submit(fed(new Scripted((tuple, out) -> {
            out.ack(tuple);
            out.ack(tuple);
            out.fail(tuple);
        })));
        Fed fed = driver.feed("words", "a");
        driver.run();

        assertThat(fed.isAcked()).isTrue();
        assertThat(driver.stats().component("bolt").misuses()).isEqualTo(2);
        assertThat(driver.stats().component("bolt").acked()).isEqualTo(1);
        assertThat(driver.stats().component("bolt").failed()).isZero();
        assertThat(driver.errors()).allSatisfy(error -> {
            assertThat(error.component()).isEqualTo("bolt");
            assertThat(error.message()).contains("acked already");
        });
    }

    @Test
    void shouldReportAnAckOfATupleThatAnotherTaskHasReceived(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setSpout("signals", () -> null);
        builder.setBolt("owner", new Scripted((tuple, out) -> KEPT.add(tuple))).shuffleGrouping("words");
        builder.setBolt("thief", new Scripted((tuple, out) -> {
                    out.ack(KEPT.get(0));
                    out.ack(tuple);
                }))
                .shuffleGrouping("signals");
        driver.feeding("words", "signals").submit(builder.createTopology());
        Fed owned = driver.feed("words", "a");
        driver.run();
        driver.feed("signals", "go");
        driver.run();

        assertThat(owned.isPending()).isTrue();
        assertThat(driver.stats().component("thief").misuses()).isEqualTo(1);
        assertThat(driver.errors().get(0).message()).contains("thief").contains("has not received");
    }

    @Test
    void shouldFailTheTreeWhenSomethingIsAnchoredOnAnAckedTuple(TopologyDriver driver) {
        driver.feeding("words").submit(fed(new Scripted((tuple, out) -> {
            if (tuple.getString(0).equals("first")) {
                KEPT.add(tuple);
            } else {
                out.ack(tuple);
                out.emit(tuple, new Values("late"));
            }
        })));
        Fed fed = driver.feed("words", "second");
        driver.run();

        // The ack may have completed the tree before; what must not be is silence.
        assertThat(driver.stats().component("bolt").misuses()).isEqualTo(1);
        assertThat(driver.errors().get(0).message()).contains("emit first, then ack");
        assertThat(fed.isPending()).isFalse();
    }

    @Test
    void shouldRefuseAWrongNumberOfValuesInEveryMode(TopologyDriver driver) {
        driver.feeding("words").submit(fed(new Scripted((tuple, out) -> out.emit(tuple, new Values("a", "b")))));
        Fed fed = driver.feed("words", "a");
        driver.run();

        assertThat(fed.failure().orElseThrow().message())
                .contains("Expected 1 fields but got 2 fields")
                .contains("bolt");
    }

    // --- timeouts, ticks ---

    @Test
    void shouldGiveATupleItsFullTimeoutAgainWhenItIsReset(TopologyDriver driver) {
        Config conf = new Config();
        conf.setMessageTimeout(Duration.ofSeconds(10));
        conf.put(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 6);
        driver.feeding("words").submit(conf, fed(new Scripted((tuple, out) -> {
            if (TupleUtils.isTick(tuple)) {
                KEPT.forEach(out::resetTimeout);
                KEPT.clear();
            } else {
                KEPT.add(tuple);
            }
        })));
        Fed fed = driver.feed("words", "a");
        driver.advance(Duration.ofMillis(15_900));
        assertThat(fed.isPending()).isTrue();

        driver.advance(Duration.ofMillis(200));

        assertThat(fed.failure().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(fed.failure().orElseThrow().age()).isBetween(Duration.ofMillis(15_990), Duration.ofMillis(16_100));
    }

    /** Emits one message with a timeout of its own. */
    private static final class Hurried extends BaseRichSpout {
        private transient SpoutOutputCollector collector;
        private transient boolean done;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void nextTuple() {
            if (!done) {
                done = true;
                collector.emit("default", new Values("x"), "hurried", Duration.ofMillis(70));
                collector.emit(new Values("x"), "patient");
            }
        }

        @Override
        public void fail(Object messageId) {
            SEEN.add(messageId);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    @Test
    void shouldKeepTheTimeoutOfASingleEmit(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("hurried", new Hurried());
        builder.setBolt("forgets", new Scripted((tuple, out) -> {})).shuffleGrouping("hurried");
        driver.submit(builder.createTopology());

        driver.advance(Duration.ofMillis(69));
        assertThat(SEEN).isEmpty();
        driver.advance(Duration.ofMillis(2));
        assertThat(SEEN).containsExactly("hurried");
        driver.advance(Duration.ofSeconds(31));
        assertThat(SEEN).containsExactly("hurried", "patient");
    }

    @Test
    void shouldTickBelowASecond(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("ticking", new Scripted((tuple, out) -> SEEN.add(tuple.getSourceStreamId())), 2)
                .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 100)
                .shuffleGrouping("words");
        driver.feeding("words").submit(builder.createTopology());

        driver.advance(Duration.ofMillis(99));
        assertThat(SEEN).isEmpty();
        driver.advance(Duration.ofMillis(901));
        assertThat(SEEN).hasSize(20).containsOnly("__tick");
    }

    // --- acking off, direct streams, several workers ---

    @Test
    void shouldAckWithinEmitWhenThereAreNoAckers(TopologyDriver driver) {
        Config conf = new Config();
        conf.setNumAckers(0);
        driver.feeding("words").submit(conf, fed(new Scripted((tuple, out) -> out.fail(tuple))));
        Fed fed = driver.feed("words", "a");
        driver.run();

        assertThat(fed.isAcked()).isTrue();
        assertThat(driver.stats().component("bolt").failed()).isZero();
        assertThat(driver.stats().component("bolt").misuses()).isZero();
    }

    @Test
    void shouldSendDirectTuplesToTheTaskThatWasNamed(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("chooser", new Chooser()).shuffleGrouping("words");
        builder.setBolt("target", new Scripted((tuple, out) -> out.ack(tuple)), 3)
                .directGrouping("chooser", "direct");
        driver.feeding("words").submit(builder.createTopology());
        List<Fed> fed = List.of(driver.feed("words", "0"), driver.feed("words", "2"), driver.feed("words", "2"));
        driver.run();

        assertThat(fed).allMatch(Fed::isAcked);
        assertThat(driver.stats().component("target").tasks())
                .extracting(task -> task.executed())
                .containsExactly(1L, 0L, 2L);
    }

    /** Sends to the task whose index the tuple names. */
    private static final class Chooser extends BaseRichBolt {
        private transient OutputCollector collector;
        private transient List<Integer> targets;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.targets = context.getComponentTasks("target");
        }

        @Override
        public void execute(Tuple tuple) {
            int index = Integer.parseInt(tuple.getString(0));
            collector.emitDirect(targets.get(index), "direct", tuple, new Values(index));
            collector.ack(tuple);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declareStream("direct", true, new Fields("index"));
        }
    }

    private static final class NotRegistered {
        private final String value = "not registered";

        @Override
        public String toString() {
            return value;
        }
    }

    @Test
    void shouldNameClassAndComponentWhenAValueCannotCrossWorkers(TopologyDriver driver) {
        Config conf = new Config();
        conf.setNumWorkers(3);
        driver.feeding("words").submit(conf, fed(new Scripted((tuple, out) -> {
            out.emit(tuple, new Values(new NotRegistered()));
            out.ack(tuple);
        })));
        Fed fed = driver.feed("words", "a");
        driver.run();

        assertThat(fed.failure().orElseThrow().reason()).isEqualTo(Reason.EXCEPTION);
        assertThat(driver.errors().get(0).component()).isEqualTo("bolt");
        assertThat(driver.errors().get(0).message())
                .contains(NotRegistered.class.getName())
                .contains("registerSerialization");
    }

    /** Notes what it finds in the data of its executor. */
    private static final class Sharing extends BaseRichBolt {
        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            SEEN.add(String.valueOf(context.getExecutorData("first")));
            context.setExecutorData("first", "task " + context.getThisTaskIndex());
        }

        @Override
        public void execute(Tuple input) {
            // Only prepare matters here.
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    @Test
    void shouldShareExecutorDataAmongTheTasksOfAnExecutor(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("sharing", new Sharing()).setNumTasks(2).shuffleGrouping("words");
        driver.feeding("words").submit(builder.createTopology());

        assertThat(SEEN).containsExactly("null", "task 0");
    }

    // --- threads of the user's ---

    /** Emits and acks from a thread of its own. */
    private static final class Asynchronous extends BaseRichBolt {
        private transient OutputCollector collector;
        private transient TopologyContext context;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.context = context;
        }

        @Override
        public void execute(Tuple tuple) {
            context.getSharedExecutor().execute(() -> {
                List<Integer> tasks = collector.emit(tuple, new Values(tuple.getValue(0)));
                // Before the ack, after which the test may look.
                SEEN.addAll(tasks);
                collector.ack(tuple);
            });
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    @Test
    void shouldLetABoltEmitAndAckFromItsOwnThreads() throws Exception {
        try (Feed feed = new Feed(2000, "x");
                LocalCluster cluster = new LocalCluster()) {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("words", feed.spout());
            builder.setBolt("async", new Asynchronous(), 2).shuffleGrouping("words");
            builder.setBolt("sink", tuple -> {}).shuffleGrouping("async");
            cluster.submitTopology("async", new Config(), builder.createTopology());

            feed.awaitAcked(2000);
            cluster.waitForIdle();

            assertThat(feed.failed()).isZero();
            assertThat(cluster.stats("async").component("sink").executed()).isEqualTo(2000);
            assertThat(cluster.stats("async").component("async").misuses()).isZero();
        }
        int sink = 3;
        assertThat(SEEN).hasSize(2000).containsOnly(sink);
    }

    /** Keeps its tuples until it has so many, then lets a thread of its own ack them all. */
    private static final class Hoarding extends BaseRichBolt {
        private static final int SO_MANY = 20_000;
        private transient OutputCollector collector;
        private transient TopologyContext context;
        private transient List<Tuple> hoard;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.context = context;
            this.hoard = new ArrayList<>();
        }

        @Override
        public void execute(Tuple tuple) {
            hoard.add(tuple);
            if (hoard.size() == SO_MANY) {
                List<Tuple> all = List.copyOf(hoard);
                context.getSharedExecutor().execute(() -> all.forEach(collector::ack));
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    @Test
    void shouldAckThousandsOfTuplesThatAnotherThreadAcksAtOnce() throws Exception {
        try (Feed feed = new Feed(Hoarding.SO_MANY, "x");
                LocalCluster cluster = new LocalCluster()) {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("words", feed.spout());
            builder.setBolt("hoarding", new Hoarding()).shuffleGrouping("words");
            cluster.submitTopology("hoard", new Config(), builder.createTopology());

            feed.awaitAcked(Hoarding.SO_MANY);

            assertThat(feed.failed()).isZero();
            assertThat(cluster.errors("hoard")).isEmpty();
        }
    }

    /** Emits from a thread of its own while its executor is kept busy, and looks at the result. */
    private static final class Curious extends BaseRichBolt {
        private static final CountDownLatch EMITTED = new CountDownLatch(1);
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            Thread other = new Thread(() -> {
                List<Integer> tasks = collector.emit(new Values("x"));
                EMITTED.countDown();
                try {
                    SEEN.add(tasks.size());
                } catch (RuntimeException error) {
                    SEEN.add(error);
                }
                SEEN.add("went on");
            });
            other.start();
            try {
                // The executor can't do what the thread has asked for before the cluster is closed.
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    @Test
    void shouldTellAWaitingThreadWhenItsTaskHasEnded() throws Exception {
        try (Feed feed = new Feed(3, "x")) {
            try (LocalCluster cluster = new LocalCluster()) {
                TopologyBuilder builder = new TopologyBuilder();
                builder.setSpout("words", feed.spout());
                builder.setBolt("curious", new Curious()).shuffleGrouping("words");
                cluster.submitTopology("curious", new Config(), builder.createTopology());
                assertThat(Curious.EMITTED.await(1, TimeUnit.MINUTES)).isTrue();
                // Closing doesn't end up stuck either, though two more tuples wait for the bolt that blocks.
            }
            Await.until(() -> SEEN.contains("went on"), () -> "seen: " + SEEN);
        }
        assertThat(SEEN.get(0)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void shouldSurviveAValueThatContainsItself(TopologyDriver driver) {
        Config conf = new Config();
        conf.setNumWorkers(3);
        driver.feeding("words").submit(conf, fed(new Scripted((tuple, out) -> {
            List<Object> one = new ArrayList<>();
            List<Object> other = new ArrayList<>(List.of(one));
            one.add(other);
            out.emit(tuple, new Values(tuple.getString(0).equals("endless") ? one : "fine"));
            out.ack(tuple);
        })));
        Fed endless = driver.feed("words", "endless");
        Fed fine = driver.feed("words", "fine");
        driver.run();

        assertThat(endless.failure().orElseThrow().reason()).isEqualTo(Reason.EXCEPTION);
        assertThat(fine.isAcked()).isTrue();
        assertThat(driver.errors().get(0).tuple()).contains("toString threw");
    }

    @Test
    void shouldReportAcksOfASlowBoltWhileItsQueueIsNotEmpty(TopologyDriver driver) {
        driver.feeding("words").submit(fed(new Scripted((tuple, out) -> {
            Utils.sleep(1000);
            out.ack(tuple);
        })));
        List<Fed> fed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            fed.add(driver.feed("words", "a"));
        }
        driver.advance(Duration.ofSeconds(6));

        assertThat(fed.stream().filter(Fed::isAcked).count()).isBetween(4L, 12L);
    }

    @Test
    void shouldKeepTheBeatOfTicksWhenOneIsLate(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("ticking", new Scripted((tuple, out) -> {
                    if (TupleUtils.isTick(tuple)) {
                        SEEN.add(Time.currentTimeMillis());
                    } else {
                        Utils.sleep(250);
                        out.ack(tuple);
                    }
                }))
                .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 100)
                .shuffleGrouping("words");
        driver.feeding("words").submit(builder.createTopology());
        driver.feed("words", "a");
        driver.advance(Duration.ofMillis(500));

        assertThat(SEEN).containsExactly(250L, 300L, 400L, 500L);
    }

    // --- life of a topology ---

    @Seeds(20)
    void shouldEmitNothingWhileInactiveAndFinishWhatIsInFlight(TopologyDriver driver) throws Exception {
        driver.feeding("words").submit(fed(new Scripted((tuple, out) -> out.ack(tuple))));
        driver.cluster().deactivate("driven");
        driver.run();
        Fed fed = driver.feed("words", "a");
        driver.advance(Duration.ofSeconds(1));
        assertThat(fed.isPending()).isTrue();
        assertThat(driver.stats().component("words").emitted()).isZero();

        driver.cluster().activate("driven");
        driver.run();
        assertThat(fed.isAcked()).isTrue();
    }

    @Test
    void shouldRemoveATopologyWhenItsWaitIsOver() throws Exception {
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            cluster.submitTopology("short", new Config(), fed(new Scripted((tuple, out) -> out.ack(tuple))));
            KillOptions options = new KillOptions();
            options.set_wait_secs(5);
            cluster.killTopologyWithOpts("short", options);
            assertThat(cluster.getTopologySummaryByName("short").get_status()).isEqualTo("KILLED");

            cluster.advanceClusterTime(4);
            assertThat(cluster.getTopologySummaries()).hasSize(1);
            cluster.advanceClusterTime(1);

            assertThat(cluster.getTopologySummaries()).isEmpty();
            assertThatThrownBy(() -> cluster.stats("short"))
                    .isInstanceOf(NotAliveException.class)
                    .hasMessageContaining("short");
        }
    }

    @Test
    void shouldCallNoUserCodeBeforeItIsActivated() throws Exception {
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("hurried", new Hurried());
            builder.setBolt("bolt", new PrepareNoted()).shuffleGrouping("hurried");
            cluster.submitTopologyWithOpts(
                    "late", new Config(), builder.createTopology(), new SubmitOptions(TopologyInitialStatus.INACTIVE));
            cluster.advanceClusterTime(5);
            assertThat(SEEN).isEmpty();

            cluster.activate("late");
            cluster.waitForIdle();

            assertThat(SEEN).contains("prepared");
        }
    }

    private static final class PrepareNoted extends BaseRichBolt {
        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            SEEN.add("prepared");
        }

        @Override
        public void execute(Tuple input) {
            SEEN.add(input.getValue(0));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    @Test
    void shouldLeaveNoThreadWhenClosed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
        try (LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("sharing", new Config(), fed(new Asynchronous()));
            Config conf = new Config();
            conf.put(Config.TOPOLOGY_SCHEDULING, "dedicated");
            cluster.submitTopology("threads", conf, fed(new Asynchronous()));
            cluster.waitForIdle();
            newThreads(before).forEach(thread -> names.add(thread.getName()));
        }

        assertThat(names).contains("ex-bolt-1", "ex-sink-2", "ex-words-3", "nimbus", "gale-0", "gale-watch");
        assertThat(newThreads(before)).isEmpty();
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().matches("ex-.*|wk-.*|nimbus|gale-.*"))
                .collect(Collectors.toSet());
    }
}
