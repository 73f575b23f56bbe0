package dev.gale.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.worker.Declaring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsConsumersTest {
    private final StormTopology topology = topology();

    private static StormTopology topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", Declaring.spout("word"));
        builder.setBolt("count", Declaring.bolt()).shuffleGrouping("words");
        return builder.createTopology();
    }

    private List<String> add(Object... registrations) {
        return MetricsConsumers.addTo(
                topology, Map.of(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER, Arrays.asList(registrations)));
    }

    @Test
    void shouldLeaveTheTopologyAloneWhenNothingIsRegistered() {
        assertThat(MetricsConsumers.addTo(topology, Map.of())).isEmpty();
        assertThat(topology.get_bolts().keySet()).containsExactly("count");
    }

    @Test
    void shouldAddABoltThatHearsEveryComponentWhenAConsumerIsRegistered() {
        // when
        List<String> problems = add(Map.of("class", "x.Consumer", "parallelism.hint", 3L));

        // then
        assertThat(problems).isEmpty();
        ComponentCommon common =
                topology.get_bolts().get("__metrics_x.Consumer").get_common();
        assertThat(common.get_parallelism_hint()).isEqualTo(3);
        assertThat(common.get_inputs().keySet())
                .containsExactlyInAnyOrder(
                        new GlobalStreamId("words", "__metrics"), new GlobalStreamId("count", "__metrics"));
    }

    @Test
    void shouldNumberThemWhenAClassIsRegisteredSeveralTimes() {
        // when
        add(Map.of("class", "x.Consumer"), Map.of("class", "y.Consumer"), Map.of("class", "x.Consumer"));

        // then: and none hears another
        assertThat(topology.get_bolts().keySet())
                .containsExactlyInAnyOrder(
                        "count", "__metrics_x.Consumer", "__metrics_y.Consumer", "__metrics_x.Consumer#2");
        assertThat(topology.get_bolts()
                        .get("__metrics_x.Consumer#2")
                        .get_common()
                        .get_inputs())
                .hasSize(2);
    }

    @Test
    void shouldSayWhatIsWrongWhenARegistrationHasNoClass() {
        // when
        List<String> problems = add("x.Consumer", Map.of("argument", 5), Map.of("class", "y.Consumer"), null);

        // then
        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER + " must hold maps with the key class")
                        .endsWith("use Config.registerMetricsConsumer"));
        assertThat(topology.get_bolts()).containsKey("__metrics_y.Consumer");
    }
}
