package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotatingMapTest {
    private final Map<String, Integer> expired = new LinkedHashMap<>();
    private final RotatingMap<String, Integer> map = new RotatingMap<>(3, expired::put);

    @Test
    void shouldExpireAnEntryWhenRotatedAsOftenAsThereAreBuckets() {
        // given
        map.put("a", 1);
        // when, then
        map.rotate();
        map.rotate();
        assertThat(map.get("a")).isEqualTo(1);
        assertThat(expired).isEmpty();
        // when, then
        assertThat(map.rotate()).isEqualTo(Map.of("a", 1));
        assertThat(map.containsKey("a")).isFalse();
        assertThat(expired).isEqualTo(Map.of("a", 1));
    }

    @Test
    void shouldStartItsLifeAnewWhenAnEntryIsPutAgain() {
        // given
        map.put("a", 1);
        map.rotate();
        map.rotate();
        // when
        map.put("a", 2);
        map.rotate();
        // then
        assertThat(map.get("a")).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
        assertThat(expired).isEmpty();
    }

    @Test
    void shouldFindAndRemoveInEveryBucketWhenEntriesHaveDifferentAges() {
        // given
        map.put("old", 1);
        map.rotate();
        map.put("young", 2);
        // when, then
        assertThat(map.size()).isEqualTo(2);
        assertThat(map.remove("old")).isEqualTo(1);
        assertThat(map.remove("old")).isNull();
        assertThat(map.get("young")).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void shouldRefuseFewerThanTwoBuckets() {
        assertThatThrownBy(() -> new RotatingMap<String, Integer>(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numBuckets must be >= 2");
    }
}
