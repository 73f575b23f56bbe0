package dev.gale.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.utils.Utils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StormTopologyTest {
    @Test
    void shouldBeEqualWithHooksWhenSerializedAndRead() {
        // given
        StormTopology topology = topology();
        // when
        StormTopology read = Utils.javaDeserialize(Utils.javaSerialize(topology), StormTopology.class);
        // then
        assertThat(read).isEqualTo(topology).hasSameHashCodeAs(topology);
        assertThat(read.get_worker_hooks()).containsExactly(ByteBuffer.wrap(new byte[] {7, 8}));
        assertThat(topology.get_worker_hooks().get(0).remaining()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheOrderOfDeclarationWhenRead() {
        // given
        StormTopology topology = new StormTopology();
        for (String id : List.of("z", "a", "m")) {
            topology.put_to_bolts(id, bolt());
        }
        // when
        StormTopology read = Utils.javaDeserialize(Utils.javaSerialize(topology), StormTopology.class);
        // then
        assertThat(read.get_bolts().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void shouldShareNothingMutableWhenCopied() {
        // given
        StormTopology topology = topology();
        StormTopology copy = topology.deepCopy();
        // when
        ComponentCommon common = topology.get_bolts().get("count").get_common();
        common.get_inputs().clear();
        ((List<?>) common.get_conf().get("list")).clear();
        common.get_streams().get("default").set_direct(true);
        topology.get_spouts().clear();
        topology.get_worker_hooks().clear();
        topology.get_shared_memory().get("cache").set_on_heap(1);
        // then
        assertThat(copy).isEqualTo(topology());
    }

    @Test
    void shouldBeEmptyAndNotSetWhenNullIsSet() {
        // given
        StormTopology topology = topology();
        // when
        topology.set_spouts(null);
        topology.unset_bolts();
        // then
        assertThat(topology.get_spouts()).isEmpty();
        assertThat(topology.is_set_spouts()).isFalse();
        assertThat(topology.is_set_bolts()).isFalse();
        assertThat(topology.is_set_worker_hooks()).isTrue();
    }

    @Test
    void shouldTellUnsetFromZeroWhenNumbersAreRead() {
        // given
        ComponentCommon common = new ComponentCommon();
        // when, then
        assertThat(common.get_parallelism_hint()).isZero();
        assertThat(common.is_set_parallelism_hint()).isFalse();
        // when, then
        common.set_parallelism_hint(0);
        assertThat(common.is_set_parallelism_hint()).isTrue();
        // when, then
        common.unset_parallelism_hint();
        assertThat(common.is_set_parallelism_hint()).isFalse();
    }

    @Test
    void shouldShowTheMessageWhenAnExceptionIsThrown() {
        // given
        InvalidTopologyException exception = new InvalidTopologyException("no spout");
        // when, then
        assertThat(exception).hasMessage("no spout");
        // when, then
        exception.set_msg("no bolt");
        assertThat(exception).hasMessage("no bolt");
        assertThat(exception.get_msg()).isEqualTo("no bolt");
    }

    private static StormTopology topology() {
        StormTopology topology = new StormTopology(Map.of(), new LinkedHashMap<>());
        topology.set_spouts(new LinkedHashMap<>());
        topology.put_to_spouts("source", new SpoutSpec(component(), new ComponentCommon()));
        topology.put_to_bolts("count", bolt());
        topology.add_to_worker_hooks(ByteBuffer.wrap(new byte[] {7, 8}));
        topology.put_to_shared_memory("cache", new SharedMemory("cache"));
        topology.put_to_component_to_shared_memory("count", Set.of("cache"));
        return topology;
    }

    private static Bolt bolt() {
        ComponentCommon common = new ComponentCommon();
        common.get_inputs().put(new GlobalStreamId("source", "default"), Grouping.fields(List.of("word")));
        common.get_streams().put("default", new StreamInfo(List.of("word", "count"), false));
        common.get_conf().put("list", new ArrayList<>(List.of("v")));
        return new Bolt(component(), common);
    }

    private static ComponentObject component() {
        return ComponentObject.serialized_java(new byte[] {1, 2, 3});
    }
}
