package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.testing.TestConfBolt;
import dev.gale.testing.TestKryoDecorator;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentConfigurationTest {
    /** What the bolt sees for these keys. */
    private static Map<Object, Object> seen(
            ClusterKind kind, Config topologyConf, Map<String, Object> own, Map<String, Object> fluent, String... keys)
            throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        List<Values> tuples = new ArrayList<>();
        for (String key : keys) {
            tuples.add(new Values(key));
        }
        builder.setSpout("keys", new FixedTupleSpout(tuples, new Fields("key")));
        builder.setBolt("conf", new TestConfBolt(own)).shuffleGrouping("keys").addConfigurations(fluent);
        CompleteTopologyParam param = new CompleteTopologyParam();
        param.setStormConf(topologyConf);
        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology(), param);
        }
        Map<Object, Object> seen = new HashMap<>();
        Testing.readTuples(results, "conf").forEach(pair -> seen.put(pair.get(0), pair.get(1)));
        return seen;
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldOverrideTheTopologysSettingsByTheComponents(ClusterKind kind) throws Exception {
        Config conf = new Config();
        conf.put("fake.config", 1);
        conf.setMaxTaskParallelism(10);
        conf.setMaxSpoutPending(30);
        conf.setMessageTimeoutSecs(10);

        Map<Object, Object> seen = seen(
                kind,
                conf,
                Map.of(
                        "fake.config",
                        123,
                        Config.TOPOLOGY_MAX_TASK_PARALLELISM,
                        20,
                        Config.TOPOLOGY_MAX_SPOUT_PENDING,
                        30,
                        Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
                        20),
                Map.of(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 2, "fake.config2", 987),
                "fake.config",
                "fake.config2",
                Config.TOPOLOGY_MAX_TASK_PARALLELISM,
                Config.TOPOLOGY_MAX_SPOUT_PENDING,
                Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS);

        // Numbers come as Longs; what only a topology can set stays the topology's.
        assertThat(seen)
                .containsOnly(
                        Map.entry("fake.config", 123L),
                        Map.entry("fake.config2", 987L),
                        Map.entry(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 2L),
                        Map.entry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 30L),
                        Map.entry(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 10L));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldUniteKryoDecoratorsOfTopologyAndComponents(ClusterKind kind) throws Exception {
        String decorator = TestKryoDecorator.class.getName();
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of("one", "three"));

        Map<Object, Object> seen = seen(
                kind,
                conf,
                Map.of(Config.TOPOLOGY_KRYO_DECORATORS, List.of("one", "two", decorator)),
                Map.of(),
                Config.TOPOLOGY_KRYO_DECORATORS);

        assertThat(seen.get(Config.TOPOLOGY_KRYO_DECORATORS))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder("one", "two", "three", decorator);
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldUniteKryoRegistrationsOfTopologyAndComponents(ClusterKind kind) throws Exception {
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of("java.util.Date", Map.of("java.net.URI", "my.UriSerializer")));

        Map<Object, Object> seen = seen(
                kind,
                conf,
                Map.of(Config.TOPOLOGY_KRYO_REGISTER, List.of("java.util.UUID", "java.util.Date")),
                Map.of(),
                Config.TOPOLOGY_KRYO_REGISTER);

        assertThat(seen.get(Config.TOPOLOGY_KRYO_REGISTER))
                .isEqualTo(List.of("java.util.Date", Map.of("java.net.URI", "my.UriSerializer"), "java.util.UUID"));
    }
}
