package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.generated.SharedMemory;
import dev.gale.generated.StormTopology;
import dev.gale.topology.Components.Count;
import dev.gale.topology.Components.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentConfigurationTest {
    private final TopologyBuilder builder = new TopologyBuilder();

    @Test
    void shouldStoreEverySettingWhenDeclared() {
        // given
        SpoutDeclarer spout = builder.setSpout("words", new Words());

        // when
        spout.setDebug(true)
                .setMaxSpoutPending(10)
                .setMaxTaskParallelism(8)
                .setNumTasks(4)
                .addConfiguration("my.key", "mine")
                .addConfigurations(Map.of("my.list", List.of(1, 2)));
        spout.setMemoryLoad(128, 64.5).setCPULoad(50);

        // then
        assertThat(confOfSpout())
                .containsOnly(
                        Map.entry("topology.debug", true),
                        Map.entry("topology.max.spout.pending", 10L),
                        Map.entry("topology.max.task.parallelism", 8L),
                        Map.entry("topology.tasks", 4L),
                        Map.entry("my.key", "mine"),
                        Map.entry("my.list", List.of(1L, 2L)),
                        Map.entry("topology.component.resources.onheap.memory.mb", 128.0),
                        Map.entry("topology.component.resources.offheap.memory.mb", 64.5),
                        Map.entry("topology.component.cpu.pcore.percent", 50.0));
    }

    @Test
    void shouldKeepIntegersAsLongWhenComponentBringsThem() {
        // given
        builder.setSpout("words", new Words(Map.of("fake.config", 123)));

        // when / then
        assertThat(confOfSpout()).containsOnly(Map.entry("fake.config", 123L));
    }

    @Test
    void shouldLetFluentSettingWinWhenComponentBringsItToo() {
        // given
        Words words = new Words(Map.of("a", "component", "b", "component"));

        // when
        SpoutDeclarer declarer = builder.setSpout("words", words).addConfiguration("a", "fluent");

        // then
        assertThat(confOfSpout()).containsOnly(Map.entry("a", "fluent"), Map.entry("b", "component"));
        assertThat(declarer.getComponentConfiguration()).isEqualTo(confOfSpout());
    }

    @Test
    void shouldReadComponentsSettingsWhenItIsAdded() {
        // given
        Words words = new Words(Map.of("a", "early"));
        builder.setSpout("words", words);

        // when
        words.conf.put("a", "late");

        // then
        assertThat(confOfSpout()).containsEntry("a", "early");
    }

    @Test
    void shouldReturnCopyWhenAskedForSettings() {
        // given
        SpoutDeclarer declarer = builder.setSpout("words", new Words()).addConfiguration("a", "b");

        // when
        declarer.getComponentConfiguration().put("a", "changed");

        // then
        assertThat(confOfSpout()).containsOnly(Map.entry("a", "b"));
    }

    @Test
    void shouldStoreNullWhenSettingIsTakenBack() {
        // given
        SpoutDeclarer declarer =
                builder.setSpout("words", new Words()).setNumTasks(4).setMaxSpoutPending(1);

        // when
        declarer.setNumTasks(null).setMaxSpoutPending(null).setMaxTaskParallelism(null);

        // then
        Map<String, Object> expected = new HashMap<>();
        expected.put("topology.tasks", null);
        expected.put("topology.max.spout.pending", null);
        expected.put("topology.max.task.parallelism", null);
        assertThat(confOfSpout()).isEqualTo(expected);
    }

    @Test
    void shouldChangeNothingWhenAmountOrMapIsNull() {
        // given
        SpoutDeclarer declarer = builder.setSpout("words", new Words());

        // when
        ResourceDeclarer<?> returned = declarer.setMemoryLoad(null, null);
        declarer.setMemoryLoad(null);
        declarer.setCPULoad(null);
        declarer.addConfigurations(null);
        declarer.addConfigurations(Map.of());
        declarer.addResources(null);

        // then
        assertThat(returned).isSameAs(declarer);
        assertThat(confOfSpout()).isEmpty();
    }

    @Test
    void shouldRefuseSerializationsWhenSetFluently() {
        // given
        BoltDeclarer declarer = builder.setBolt("count", new Count());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addConfiguration("topology.kryo.register", List.of("java.util.BitSet")))
                .withMessageStartingWith("Cannot set serializations for a component using fluent API")
                .withMessageContaining("topology.kryo.register")
                .withMessageContaining("Bolt 'count'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addConfigurations(Map.of("topology.kryo.register", List.of())));
    }

    @Test
    void shouldAcceptSerializationsWhenComponentBringsThem() {
        // given
        builder.setSpout("words", new Words(Map.of("topology.kryo.register", List.of("java.util.BitSet"))));

        // when / then
        assertThat(confOfSpout()).containsEntry("topology.kryo.register", List.of("java.util.BitSet"));
    }

    @Test
    void shouldNameComponentWhenValueCannotBeStored() {
        // given
        BoltDeclarer declarer = builder.setBolt("count", new Count());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addConfiguration("when", java.time.Duration.ZERO))
                .withMessageContaining("Bolt 'count'")
                .withMessageContaining("when")
                .withMessageContaining("java.time.Duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("words", new Words(Map.of("when", java.time.Duration.ZERO))))
                .withMessageContaining("Spout 'words'");
        assertThat(builder.createTopology().get_spouts()).isEmpty();
    }

    @Test
    void shouldRefuseCountWhenTooSmallOrNotWhole() {
        // given
        BoltDeclarer declarer = builder.setBolt("count", new Count());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setNumTasks(-1))
                .withMessageStartingWith("topology.tasks=-1")
                .withMessageContaining("0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setNumTasks(1.5))
                .withMessageStartingWith("topology.tasks=1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setMaxTaskParallelism(0))
                .withMessageStartingWith("topology.max.task.parallelism=0")
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setMaxSpoutPending(0))
                .withMessageStartingWith("topology.max.spout.pending=0");
        assertThat(declarer.setNumTasks(0).getComponentConfiguration()).containsEntry("topology.tasks", 0L);
    }

    @Test
    void shouldRefuseResourceWhenNotAnAmount() {
        // given
        BoltDeclarer declarer = builder.setBolt("count", new Count());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setMemoryLoad(-1))
                .withMessageStartingWith("topology.component.resources.onheap.memory.mb=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setMemoryLoad(1, -2))
                .withMessageStartingWith("topology.component.resources.offheap.memory.mb=-2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.setCPULoad(Double.NaN))
                .withMessageStartingWith("topology.component.cpu.pcore.percent=NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> declarer.addResource("gpu", Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> declarer.addResource("gpu", -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addResource(null, 1))
                .withMessageContaining("null=1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addResource("gpu", null))
                .withMessageContaining("gpu=null");
        assertThat(declarer.getComponentConfiguration()).isEmpty();
    }

    @Test
    void shouldAddUpResourcesWhenDeclaredOneByOne() {
        // given
        SpoutDeclarer declarer = builder.setSpout("words", new Words());

        // when
        declarer.addResource("gpu", 1)
                .addResources(Map.of("disk", 2.0, "gpu", 3.0))
                .addResource("net", 4);

        // then
        assertThat(confOfSpout())
                .containsOnly(
                        Map.entry("topology.component.resources.map", Map.of("gpu", 3.0, "disk", 2.0, "net", 4.0)));
    }

    @Test
    void shouldShareMemoryWhenComponentsNameTheSameRequest() {
        // given
        BoltDeclarer one = builder.setBolt("one", new Count());
        BoltDeclarer two = builder.setBolt("two", new Count());

        // when
        one.addSharedMemory(new SharedOnHeap(100, "cache"));
        one.addSharedMemory(new SharedOffHeapWithinNode(7, "node"));
        two.addSharedMemory(new SharedOnHeap(100, "cache"));
        two.addSharedMemory(new SharedOffHeapWithinWorker(5, "worker"));

        // then
        StormTopology topology = builder.createTopology();
        assertThat(topology.get_component_to_shared_memory())
                .containsOnly(Map.entry("one", Set.of("cache", "node")), Map.entry("two", Set.of("cache", "worker")));
        Map<String, SharedMemory> memory = topology.get_shared_memory();
        assertThat(memory).containsOnlyKeys("cache", "node", "worker");
        assertThat(memory.get("cache").get_on_heap()).isEqualTo(100);
        assertThat(memory.get("node").get_off_heap_node()).isEqualTo(7);
        assertThat(memory.get("worker").get_off_heap_worker()).isEqualTo(5);
    }

    @Test
    void shouldRefuseSharedMemoryWhenNameIsTakenByAnotherRequest() {
        // given
        BoltDeclarer declarer = builder.setBolt("count", new Count());
        declarer.addSharedMemory(new SharedOnHeap(100, "cache"));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addSharedMemory(new SharedOnHeap(200, "cache")))
                .withMessageContaining("cache")
                .withMessageContaining("100")
                .withMessageContaining("200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declarer.addSharedMemory(new SharedOffHeapWithinNode(100, "cache")));
        assertThatIllegalArgumentException().isThrownBy(() -> declarer.addSharedMemory(new SharedOnHeap(1, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> declarer.addSharedMemory(null));
        assertThat(builder.createTopology().get_shared_memory().get("cache").get_on_heap())
                .isEqualTo(100);
    }

    private Map<String, Object> confOfSpout() {
        return builder.createTopology().get_spouts().get("words").get_common().get_conf();
    }
}
