package dev.gale.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.junit.GaleTest;
import dev.gale.local.TopologyDriver.Fed;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure;
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
import dev.gale.utils.Utils;
import dev.gale.worker.report.ErrorReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when user code throws. */
@GaleTest
class UserCodeFailureTest {
    private static final List<String> LIFE = new ArrayList<>();

    /** Does what its tuple says; notes its own life. */
    private static final class Obedient extends BaseRichBolt {
        private static int instances;
        private transient OutputCollector collector;
        private transient int number;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.number = ++instances;
            LIFE.add("prepare " + number);
            if ("prepare".equals(conf.get("throw.in")) && number < 3) {
                throw new IllegalStateException("not yet");
            }
        }

        @Override
        public void execute(Tuple tuple) {
            switch (tuple.getString(0)) {
                case "throw" -> throw new IllegalArgumentException("as I was told");
                case "error" -> throw new NoClassDefFoundError("some/Missing");
                case "overflow" -> recurse(0);
                case "interrupt" -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(new InterruptedException("by itself"));
                }
                default -> collector.ack(tuple);
            }
        }

        private static int recurse(int depth) {
            return depth < 0 ? depth : recurse(depth + 1) + 1;
        }

        @Override
        public void cleanup() {
            LIFE.add("cleanup " + number);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    private static StormTopology topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("obedient", new Obedient()).shuffleGrouping("words");
        return builder.createTopology();
    }

    @BeforeEach
    void forget() {
        LIFE.clear();
        Obedient.instances = 0;
    }

    @Test
    void shouldFailTheTupleReportAndRestartWithBackOffWhenABoltThrows(TopologyDriver driver) {
        driver.feeding("words").submit(topology());

        Fed bad = driver.feed("words", "throw");
        driver.run();

        TupleFailure failure = bad.failure().orElseThrow();
        assertThat(failure.reason()).isEqualTo(Reason.EXCEPTION);
        assertThat(failure.component()).isEqualTo("obedient");
        assertThat(failure.task()).isEqualTo(1);
        assertThat(failure.stream()).isEqualTo("words/default");
        assertThat(failure.message()).contains("as I was told");
        ErrorReport report = driver.errors().get(0);
        assertThat(report.component()).isEqualTo("obedient");
        assertThat(report.task()).isEqualTo(1);
        assertThat(report.stream()).isEqualTo("words/default");
        assertThat(report.tuple()).isEqualTo("[throw]");
        assertThat(report.message())
                .contains("IllegalArgumentException: as I was told")
                .endsWith("; it is made anew after a pause");
        assertThat(report.aside()).isEqualTo(" of 100 ms");

        // It takes nothing before its pause is over, then a new instance goes on.
        Fed good = driver.feed("words", "fine");
        driver.advance(Duration.ofMillis(99));
        assertThat(good.isPending()).isTrue();
        assertThat(LIFE).containsExactly("prepare 1");
        driver.advance(Duration.ofMillis(1));
        assertThat(good.isAcked()).isTrue();
        assertThat(LIFE).containsExactly("prepare 1", "cleanup 1", "prepare 2");

        // The second pause is twice as long.
        driver.feed("words", "throw");
        Fed next = driver.feed("words", "fine");
        driver.advance(Duration.ofMillis(199));
        assertThat(next.isPending()).isTrue();
        driver.advance(Duration.ofMillis(1));
        assertThat(next.isAcked()).isTrue();
        // Which isn't another error.
        assertThat(driver.errors()).extracting(ErrorReport::aside).containsExactly(" of 200 ms", " of 100 ms");
        assertThat(driver.errors()).extracting(ErrorReport::message).containsOnly(report.message());
        assertThat(driver.stats().component("obedient").restarts()).isEqualTo(2);
        assertThat(driver.stats().component("obedient").errors()).isEqualTo(2);
        assertThat(driver.stats().component("obedient").failures()).containsEntry(Reason.EXCEPTION, 2L);
    }

    @Test
    void shouldBeginWithTheShortestPauseAgainWhenAllWasWellForLong(TopologyDriver driver) {
        driver.feeding("words").submit(topology());
        driver.feed("words", "throw");
        driver.advance(Duration.ofSeconds(30));

        driver.feed("words", "throw");
        Fed next = driver.feed("words", "fine");
        driver.advance(Duration.ofMillis(100));

        assertThat(next.isAcked()).isTrue();
    }

    @Test
    void shouldGoOnWithTheSameInstanceWhenThePolicyIsIgnore(TopologyDriver driver) {
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "ignore");
        driver.feeding("words").submit(conf, topology());

        Fed bad = driver.feed("words", "throw");
        Fed good = driver.feed("words", "fine");
        driver.run();

        assertThat(bad.failure()).isPresent();
        assertThat(good.isAcked()).isTrue();
        assertThat(LIFE).containsExactly("prepare 1");
    }

    @Test
    void shouldStopTheTopologyWhenThePolicySaysSo(TopologyDriver driver) throws Exception {
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "fail-topology");
        driver.feeding("words").submit(conf, topology());
        driver.feed("words", "throw");

        assertThatThrownBy(driver::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1")
                .hasMessageContaining("task 1 of component obedient")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(driver.cluster().getTopologySummaryByName("driven").get_status())
                .isEqualTo("FAILED");
    }

    @Test
    void shouldStopTheTopologyWhenAnErrorIsThrown(TopologyDriver driver) {
        driver.feeding("words").submit(topology());
        driver.feed("words", "error");

        assertThatThrownBy(driver::run).hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void shouldTreatAStackOverflowAsTheFaultOfItsTuple(TopologyDriver driver) {
        driver.feeding("words").submit(topology());
        Fed deep = driver.feed("words", "overflow");
        Fed good = driver.feed("words", "fine");
        driver.advance(Duration.ofSeconds(1));

        assertThat(deep.failure()).isPresent();
        assertThat(good.isAcked()).isTrue();
    }

    @Test
    void shouldTreatAnInterruptAsAnExceptionWhenNobodyIsStopping(TopologyDriver driver) {
        driver.feeding("words").submit(topology());
        Fed interrupted = driver.feed("words", "interrupt");
        driver.run();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(interrupted.failure().orElseThrow().reason()).isEqualTo(Reason.EXCEPTION);
        Fed good = driver.feed("words", "fine");
        driver.advance(Duration.ofSeconds(1));
        assertThat(good.isAcked()).isTrue();
    }

    @Test
    void shouldTryAgainWhenPrepareThrows(TopologyDriver driver) {
        driver.feeding("words").submit(Map.of("throw.in", "prepare"), topology());
        Fed fed = driver.feed("words", "fine");
        driver.advance(Duration.ofMillis(299));
        assertThat(fed.isPending()).isTrue();

        driver.advance(Duration.ofMillis(1));

        assertThat(fed.isAcked()).isTrue();
        assertThat(LIFE).containsExactly("prepare 1", "prepare 2", "prepare 3");
    }

    /** Emits one message an instance, then throws once. */
    private static final class Fragile extends BaseRichSpout {
        private static int instances;
        private transient SpoutOutputCollector collector;
        private transient int number;
        private transient int calls;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.collector = collector;
            this.number = ++instances;
        }

        @Override
        public void nextTuple() {
            calls++;
            if (calls == 1) {
                collector.emit(new Values("message of instance " + number), number);
            } else if (number == 1) {
                throw new IllegalStateException("lost the source");
            }
        }

        @Override
        public void ack(Object messageId) {
            LIFE.add("ack " + messageId + " by " + number);
        }

        @Override
        public void fail(Object messageId) {
            LIFE.add("fail " + messageId + " by " + number);
        }

        @Override
        public void close() {
            LIFE.add("close " + number);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("message"));
        }
    }

    @Test
    void shouldRestartASpoutAndForgetItsPendingMessagesWhenItThrows(TopologyDriver driver) {
        Fragile.instances = 0;
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("fragile", new Fragile());
        builder.setBolt("forgetful", new Scripted((tuple, out) -> {
                    if (!tuple.getString(0).endsWith("1")) {
                        out.ack(tuple);
                    }
                }))
                .shuffleGrouping("fragile");
        driver.submit(builder.createTopology());

        driver.advance(Duration.ofMinutes(2));

        // The first message gets neither ack nor, at its timeout, fail: its spout is gone.
        assertThat(LIFE).containsExactly("close 1", "ack 2 by 2");
        assertThat(driver.stats().pending()).isZero();
    }

    /** Its first task can't be prepared at first. */
    private static final class HalfReady extends BaseRichBolt {
        private static int attempts;
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            if (context.getThisTaskIndex() == 0 && ++attempts == 1) {
                throw new IllegalStateException("not yet");
            }
        }

        @Override
        public void execute(Tuple input) {
            collector.ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    @Test
    void shouldOpenEveryTaskBeforeATupleComesAlsoWhenExceptionsAreIgnored(TopologyDriver driver) {
        HalfReady.attempts = 0;
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "ignore");
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("half", new HalfReady()).setNumTasks(2).allGrouping("words");
        driver.feeding("words").submit(conf, builder.createTopology());

        Fed fed = driver.feed("words", "a");
        driver.advance(Duration.ofSeconds(1));

        assertThat(fed.isAcked()).isTrue();
        assertThat(driver.stats().component("half").executed()).isEqualTo(2);
    }

    /** Emits what nobody receives, with a timeout that has passed before the call has returned. */
    private static final class Unheard extends BaseRichSpout {
        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            collector.emit("default", new Values("a"), "first", Duration.ofMillis(1));
            Utils.sleep(20);
            collector.emit("default", new Values("b"), "second", Duration.ofMillis(1));
        }

        @Override
        public void nextTuple() {
            // All is said.
        }

        @Override
        public void ack(Object messageId) {
            LIFE.add("ack " + messageId);
        }

        @Override
        public void fail(Object messageId) {
            LIFE.add("fail " + messageId);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    @Test
    void shouldAckWhatHasNoReceiverEvenWhenItsTimeoutHasPassed(TopologyDriver driver) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("unheard", new Unheard());
        driver.submit(builder.createTopology());

        driver.advance(Duration.ofSeconds(1));

        assertThat(LIFE).containsExactly("ack first", "ack second");
    }
}
