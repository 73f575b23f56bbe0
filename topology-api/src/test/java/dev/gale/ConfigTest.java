package dev.gale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.DefaultSerializers.StringSerializer;
import dev.gale.serialization.IKryoDecorator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void shouldNameEveryKeyOnceWhenConstantsAreCompared() throws IllegalAccessException {
        // given
        Map<String, String> namesByKey = new TreeMap<>();
        // when
        for (Field field : Config.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                String other = namesByKey.put((String) field.get(null), field.getName());
                // then
                assertThat(other).as("the other name of " + field.getName()).isNull();
                assertThat(Modifier.isFinal(field.getModifiers()))
                        .as(field.getName())
                        .isTrue();
            }
        }
        assertThat(namesByKey)
                .containsEntry("topology.workers", "TOPOLOGY_WORKERS")
                .containsEntry("storm.zookeeper.servers", "STORM_ZOOKEEPER_SERVERS")
                .hasSizeGreaterThan(300);
    }

    @Test
    void shouldPutTheSameWhenSetThroughMapOrInstance() {
        // given
        Map<String, Object> map = new HashMap<>();
        Config config = new Config();
        // when
        Config.setNumWorkers(map, 3);
        Config.setNumAckers(map, 2);
        Config.setMessageTimeoutSecs(map, 60);
        Config.setMaxSpoutPending(map, 500);
        Config.setDebug(map, true);
        config.setNumWorkers(3);
        config.setNumAckers(2);
        config.setMessageTimeoutSecs(60);
        config.setMaxSpoutPending(500);
        config.setDebug(true);
        // then
        assertThat(map)
                .containsOnly(
                        Map.entry("topology.workers", 3),
                        Map.entry("topology.acker.executors", 2),
                        Map.entry("topology.message.timeout.secs", 60),
                        Map.entry("topology.max.spout.pending", 500),
                        Map.entry("topology.debug", true));
        assertThat(config).isEqualTo(map);
    }

    @Test
    void shouldListNamesAndSerializersInOrderWhenClassesAreRegistered() {
        // given
        Config config = new Config();
        // when
        config.registerSerialization(Duration.class);
        config.registerSerialization(String.class, StringSerializer.class);
        // then
        assertThat(config.get(Config.TOPOLOGY_KRYO_REGISTER))
                .isEqualTo(List.of("java.time.Duration", Map.of("java.lang.String", StringSerializer.class.getName())));
    }

    @Test
    void shouldLeaveTheListOfAnotherConfigurationAloneWhenItIsShared() {
        // given
        List<Object> shared = List.of("a.B");
        Config config = new Config();
        config.put(Config.TOPOLOGY_KRYO_REGISTER, shared);
        // when
        config.registerSerialization(Duration.class);
        // then
        assertThat(config.get(Config.TOPOLOGY_KRYO_REGISTER)).isEqualTo(List.of("a.B", "java.time.Duration"));
        assertThat(shared).containsExactly("a.B");
    }

    @Test
    void shouldNameTheKeyWhenRegistrationsAreNotAList() {
        // given
        Config config = new Config();
        config.put(Config.TOPOLOGY_KRYO_DECORATORS, "a.B");
        // when, then
        assertThatThrownBy(() -> config.registerDecorator(NoDecorator.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topology.kryo.decorators must be a List, found a java.lang.String");
    }

    @Test
    void shouldKeepClassParallelismAndArgumentWhenMetricsConsumersAreRegistered() {
        // given
        Config config = new Config();
        Map<String, Object> second = new HashMap<>();
        second.put("class", NoDecorator.class.getName());
        second.put("parallelism.hint", 1L);
        second.put("argument", null);
        // when
        config.registerMetricsConsumer(Duration.class, "where", 2);
        config.registerMetricsConsumer(NoDecorator.class);
        // then
        assertThat(config.get(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER))
                .isEqualTo(List.of(
                        Map.of("class", "java.time.Duration", "parallelism.hint", 2L, "argument", "where"), second));
    }

    @Test
    void shouldStoreMillisecondsWhenDurationsAreSet() {
        // given
        Config config = new Config();
        // when
        config.setMessageTimeout(Duration.ofMillis(2500));
        config.setTickFrequency(Duration.ofSeconds(1));
        // then
        assertThat(config)
                .containsOnly(
                        Map.entry("topology.message.timeout.millis", 2500L),
                        Map.entry("topology.tick.tuple.freq.millis", 1000L));
    }

    @Test
    void shouldRefuseDurationsWhenTheyAreShorterThanAMillisecond() {
        // given
        Config config = new Config();
        // when, then
        assertThatThrownBy(() -> config.setTickFrequency(Duration.ofNanos(999_999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topology.tick.tuple.freq.millis");
        assertThat(config).isEmpty();
    }

    @Test
    void shouldCollectPairsWhenWorkerConstraintsAreSet() {
        // given
        Config config = new Config();
        // when
        config.setTopologyComponentWorkerConstraints("a", "b");
        config.setTopologyComponentWorkerConstraints("b", "c");
        // then
        assertThat(config.get(Config.TOPOLOGY_RAS_CONSTRAINTS))
                .isEqualTo(List.of(List.of("a", "b"), List.of("b", "c")));
    }

    static final class NoDecorator implements IKryoDecorator {
        @Override
        public void decorate(Kryo kryo) {
            throw new AssertionError("only its name is used");
        }
    }
}
