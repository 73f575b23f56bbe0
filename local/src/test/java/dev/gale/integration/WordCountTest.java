package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.generated.StormTopology;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.MockedSources;
import dev.gale.testing.TestAggregatesCounter;
import dev.gale.testing.TestGlobalCount;
import dev.gale.testing.TestWordBytesCounter;
import dev.gale.testing.TestWordCounter;
import dev.gale.testing.TestWordSpout;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordCountTest {
    private static StormTopology wordCount() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", new TestWordSpout(true), 3);
        builder.setBolt("2", new TestWordCounter(), 4).fieldsGrouping("1", new Fields("word"));
        builder.setBolt("3", new TestGlobalCount()).globalGrouping("1");
        builder.setBolt("4", new TestAggregatesCounter()).globalGrouping("2");
        return builder.createTopology();
    }

    private static CompleteTopologyParam mocking(String spout, Values... tuples) {
        MockedSources sources = new MockedSources();
        sources.addMockData(spout, tuples);
        CompleteTopologyParam param = new CompleteTopologyParam();
        param.setMockedSources(sources);
        Config conf = new Config();
        conf.setNumWorkers(4);
        param.setStormConf(conf);
        return param;
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldCountWordsWhenSourcesAreMocked(ClusterKind kind) throws Exception {
        CompleteTopologyParam param =
                mocking("1", new Values("oak"), new Values("elm"), new Values("ash"), new Values("oak"));

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, wordCount(), param);
        }

        assertThat(Testing.readTuples(results, "1"))
                .containsExactlyInAnyOrder(List.of("oak"), List.of("elm"), List.of("ash"), List.of("oak"));
        assertThat(Testing.readTuples(results, "2"))
                .containsExactlyInAnyOrder(List.of("oak", 1), List.of("oak", 2), List.of("elm", 1), List.of("ash", 1));
        assertThat(Testing.readTuples(results, "3")).containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
        assertThat(Testing.readTuples(results, "4")).containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldGroupByTheContentOfByteArrays(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", new TestWordSpout(true), 2);
        builder.setBolt("count", new TestWordBytesCounter(), 4).fieldsGrouping("words", new Fields("word"));
        CompleteTopologyParam param = mocking("words", bytes("oak"), bytes("elm"), bytes("oak"), bytes("oak"));

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology(), param);
        }

        assertThat(Testing.readTuples(results, "count"))
                .containsExactlyInAnyOrder(List.of("oak", 1), List.of("oak", 2), List.of("oak", 3), List.of("elm", 1));
    }

    private static Values bytes(String word) {
        return new Values((Object) word.getBytes(StandardCharsets.UTF_8));
    }
}
