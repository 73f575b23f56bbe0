package dev.gale.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Executors that call each other, on the threads of a local cluster; and how the cluster shows which do. */
@Timeout(120)
class FusedClusterTest {
    private static final int MESSAGES = 20_000;

    /** Free to pass for the bolts of {@link #shouldShowABoltThatWasLetGo}. */
    private static final CountDownLatch WAY = new CountDownLatch(1);

    private static StormTopology row(Feed feed, BaseRichBolt first) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", feed.spout());
        builder.setBolt("first", first).shuffleGrouping("lines");
        builder.setBolt("second", passing()).shuffleGrouping("first");
        return builder.createTopology();
    }

    private static Scripted passing() {
        return new Scripted((tuple, out) -> {
            out.emit(tuple, new Values(tuple.getValue(0)));
            out.ack(tuple);
        });
    }

    /** Lets threads of its own emit and ack. */
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
                collector.emit(tuple, new Values(tuple.getValue(0)));
                collector.ack(tuple);
            });
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    // --- what it does ---

    @Test
    void shouldCountExactlyWhenARowIsFused() throws Exception {
        try (Feed feed = new Feed(MESSAGES, "x");
                LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("row", new Config(), row(feed, passing()));
            feed.awaitAcked(MESSAGES);
            cluster.waitForIdle();

            for (String component : List.of("lines", "first", "second")) {
                var stats = cluster.stats("row").component(component);
                assertThat(stats.emitted()).describedAs(component).isEqualTo(MESSAGES);
                assertThat(stats.acked()).describedAs(component).isEqualTo(MESSAGES);
                assertThat(stats.executed()).describedAs(component).isEqualTo(stats.spout() ? 0 : MESSAGES);
                assertThat(stats.transferred())
                        .describedAs(component)
                        .isEqualTo(component.equals("second") ? 0 : MESSAGES);
            }
            assertThat(feed.failed()).isZero();
        }
    }

    @Test
    void shouldTakeAcksOfAFusedBoltsOwnThreads() throws Exception {
        try (Feed feed = new Feed(MESSAGES, "x");
                LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("row", new Config(), row(feed, new Asynchronous()));
            feed.awaitAcked(MESSAGES);
            cluster.waitForIdle();

            assertThat(feed.failed()).isZero();
            assertThat(cluster.stats("row").component("first").acked()).isEqualTo(MESSAGES);
            assertThat(cluster.stats("row").component("first").misuses()).isZero();
            assertThat(cluster.stats("row").component("second").executed()).isEqualTo(MESSAGES);
        }
    }

    @Test
    void shouldGoOnAfterEachOfManyActivations() throws Exception {
        try (Feed feed = new Feed(MESSAGES, "x");
                LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("row", new Config(), row(feed, passing()));
            for (int i = 0; i < 50; i++) {
                cluster.deactivate("row");
                cluster.activate("row");
            }
            feed.awaitAcked(MESSAGES);

            assertThat(feed.acked()).isEqualTo(MESSAGES);
            assertThat(feed.failed()).isZero();
        }
    }

    @Test
    void shouldEndWithoutErrorsWhenKilledWhileItRuns() throws Exception {
        try (Feed feed = new Feed(3_000_000, "x");
                LocalCluster cluster = new LocalCluster()) {
            for (int i = 0; i < 10; i++) {
                String name = "row" + i;
                int acked = feed.acked();
                LocalCluster.LocalTopology topology = cluster.submitTopology(name, new Config(), row(feed, passing()));
                Await.until(() -> feed.acked() > acked + 1000, () -> feed.acked() + " acked");
                assertThat(cluster.errors(name)).isEmpty();
                assertThat(cluster.failure(name)).isEmpty();
                topology.close();
            }
            assertThat(feed.failed()).isZero();
            assertThat(cluster.getTopologySummaries()).isEmpty();
        }
    }

    // --- how it is shown ---

    private static StormTopology wordCount() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", () -> null);
        builder.setBolt("split", passing()).shuffleGrouping("lines");
        builder.setBolt("audit", passing()).shuffleGrouping("lines").shuffleGrouping("split", "direct");
        builder.setBolt("count", passing(), 2).fieldsGrouping("split", new Fields("value"));
        return builder.createTopology();
    }

    @Test
    void shouldDescribeThreadsGroupsAndSubscriptions() throws Exception {
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("lines", () -> null);
            builder.setBolt("split", passing()).shuffleGrouping("lines");
            builder.setBolt("audit", passing()).shuffleGrouping("lines").shuffleGrouping("split");
            builder.setBolt("count", passing(), 2).fieldsGrouping("split", new Fields("value"));
            cluster.submitTopology("words", new Config(), builder.createTopology());

            assertThat(cluster.describePlan("words")).isEqualTo("""
                    Plan of topology words
                      thread caller
                        lines-4 → split-5 → audit-1
                        lines-4 → audit-1
                        count-2
                        count-3
                      subscriptions
                        lines → split: called directly
                        lines → audit: called directly
                        split → audit: called directly
                        split → count: by a queue, since split has 1 executor and count 2 executors""");
        }
    }

    @Test
    void shouldNameTheThreadsOfTheCluster() throws Exception {
        try (LocalCluster cluster = new LocalCluster()) {
            Config conf = new Config();
            conf.put(Config.TOPOLOGY_SCHEDULING, "dedicated");
            cluster.submitTopology("own", conf, wordCount());
            cluster.submitTopology("shared", new Config(), wordCount());

            assertThat(cluster.describePlan("own").lines())
                    .contains("  thread ex-lines-4", "    lines-4", "  thread ex-count-2", "    count-2");
            assertThat(cluster.describePlan("shared")).contains("thread gale-").doesNotContain("thread ex-");
            assertThatThrownBy(() -> cluster.describePlan("other")).isInstanceOf(NotAliveException.class);
        }
    }

    @Test
    void shouldGiveAThreadToEachGroupInSimulatedTime() throws Exception {
        try (Feed feed = new Feed(0, "x");
                LocalCluster cluster =
                        new LocalCluster.Builder().withSimulatedTime().build()) {
            cluster.submitTopology("row", new Config(), row(feed, passing()));

            assertThat(cluster.describePlan("row").lines())
                    .contains("  thread ex-lines-2+2", "    lines-2 → first-1 → second-3");
        }
    }

    @Test
    void shouldBreakLongLinesAtWords() throws Exception {
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            TopologyBuilder builder = new TopologyBuilder();
            String last = "bolt00";
            builder.setSpout(last, () -> null);
            for (int i = 1; i < 40; i++) {
                String next = (i < 10 ? "bolt0" : "bolt") + i;
                builder.setBolt(next, passing()).shuffleGrouping(last);
                last = next;
            }
            cluster.submitTopology("long", new Config(), builder.createTopology());

            String text = cluster.describePlan("long");
            assertThat(text.lines()).allMatch(line -> line.length() <= 80);
            // Every call once, whatever the breaks.
            assertThat(text.split("→", -1)).hasSize(1 + 31 + 7 + 39);
        }
    }

    @Test
    void shouldShowABoltThatWasLetGo() throws Exception {
        try (Feed feed = new Feed(100, "x");
                LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("row", new Config(), row(feed, new Scripted((tuple, out) -> {
                // Waits for what doesn't come, as for a slow answer.
                if (!awaited()) {
                    out.ack(tuple);
                }
            })));

            Await.until(() -> describe(cluster).contains("(alone"), () -> describe(cluster));

            assertThat(describe(cluster).lines())
                    .contains(
                            "  thread ex-first-1",
                            "    first-1 (alone, since its calls take long)",
                            "    lines → first: called directly; not so where calls take long: first-1");
        }
    }

    private static boolean awaited() {
        try {
            return WAY.await(3, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String describe(LocalCluster cluster) {
        try {
            return cluster.describePlan("row");
        } catch (NotAliveException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldLogThePlanOnceAtSubmission() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(LocalNimbus.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            cluster.submitTopology("words", new Config(), wordCount());

            assertThat(lines.list).hasSize(1);
            assertThat(lines.list.get(0).getFormattedMessage()).isEqualTo(cluster.describePlan("words"));
        } finally {
            log.setAdditive(true);
            log.setLevel(null);
            log.detachAppender(lines);
        }
    }
}
