package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.tuple.Tuple;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TupleUtilsTest {
    @Test
    void shouldBeATickOnlyWhenComponentAndStreamAreTheClocks() {
        assertThat(TupleUtils.isTick(tupleFrom("__system", "__tick"))).isTrue();
        assertThat(TupleUtils.isTick(tupleFrom("__system", "default"))).isFalse();
        assertThat(TupleUtils.isTick(tupleFrom("words", "__tick"))).isFalse();
        assertThat(TupleUtils.isTick(null)).isFalse();
    }

    @Test
    void shouldChooseTheSameTaskWhenKeysAreEqualByContent() {
        // given
        List<Object> keys = List.of("word", new byte[] {1, 2}, 7L);
        List<Object> equal = new ArrayList<>(List.of("word", new byte[] {1, 2}, 7L));
        // when, then
        for (int tasks = 1; tasks < 50; tasks++) {
            assertThat(TupleUtils.chooseTaskIndex(keys, tasks))
                    .isEqualTo(TupleUtils.chooseTaskIndex(equal, tasks))
                    .isEqualTo(Math.floorMod(Arrays.deepHashCode(keys.toArray()), tasks))
                    .isBetween(0, tasks - 1);
        }
    }

    @Test
    void shouldStayInRangeWhenTheHashIsNegative() {
        // given
        List<Object> keys = List.of(-100); // 31 - 100
        // when, then
        assertThat(TupleUtils.chooseTaskIndex(keys, 4)).isEqualTo(3);
    }

    @Test
    void shouldHashToOneWhenThereAreNoKeys() {
        assertThat(TupleUtils.chooseTaskIndex(null, 4)).isEqualTo(1);
    }

    @Test
    void shouldPutTheFrequencyIntoTheGivenOrANewConfigurationWhenPositive() {
        // given
        Map<String, Object> conf = new HashMap<>();
        // when, then
        assertThat(TupleUtils.putTickFrequencyIntoComponentConfig(conf, 5)).isSameAs(conf);
        assertThat(conf).isEqualTo(Map.of("topology.tick.tuple.freq.secs", 5));
        assertThat(TupleUtils.putTickFrequencyIntoComponentConfig(null, 5)).isEqualTo(conf);
        assertThat(TupleUtils.putTickFrequencyIntoComponentConfig(null, 0)).isEmpty();
    }

    private static Tuple tupleFrom(String component, String stream) {
        return (Tuple) Proxy.newProxyInstance(
                Tuple.class.getClassLoader(),
                new Class<?>[] {Tuple.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSourceComponent" -> component;
                    case "getSourceStreamId" -> stream;
                    default -> throw new AssertionError("not expected: " + method);
                });
    }
}
