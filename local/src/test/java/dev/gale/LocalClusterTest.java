package dev.gale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.local.Feed;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.worker.report.TopologyStats;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClusterTest {
    private static TopologyBuilder words(Feed feed) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", feed.spout(), 2);
        builder.setBolt(
                        "split",
                        (tuple, out) -> {
                            for (String word : tuple.getString(0).split(" ")) {
                                out.emit(List.of(word));
                            }
                        },
                        3,
                        "word")
                .shuffleGrouping("sentences");
        builder.setBolt("count", tuple -> {}, 2).fieldsGrouping("split", new Fields("word"));
        return builder;
    }

    @Test
    void shouldAckEverythingOnThreads() throws Exception {
        try (Feed feed = new Feed(1000, "the quick brown fox");
                LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("words", new Config(), words(feed).createTopology());

            feed.awaitAcked(1000);
            cluster.waitForIdle();

            TopologyStats stats = cluster.stats("words");
            assertThat(stats.acked()).isEqualTo(1000);
            assertThat(stats.failed()).isZero();
            assertThat(stats.component("count").executed()).isEqualTo(4000);
            assertThat(stats.component("count").acked()).isEqualTo(4000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldAckEverythingUnderADeterministicSchedule(long seed) throws Exception {
        try (Feed feed = new Feed(1000, "the quick brown fox");
                LocalCluster cluster = new LocalCluster.Builder()
                        .withDeterministicSchedule(seed)
                        .build()) {
            Config conf = new Config();
            conf.setNumWorkers(3);
            cluster.submitTopology("words", conf, words(feed).createTopology());

            cluster.waitForIdle();

            assertThat(feed.acked()).isEqualTo(1000);
            assertThat(cluster.stats("words").component("count").executed()).isEqualTo(4000);
        }
    }
}
