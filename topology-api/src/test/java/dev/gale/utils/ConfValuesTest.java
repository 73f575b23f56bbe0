package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConfValuesTest {
    @Test
    void shouldWidenNumbersWhenTheyAreSmall() {
        assertThat(ConfValues.normalize("k", 123)).isEqualTo(123L);
        assertThat(ConfValues.normalize("k", (short) 1)).isEqualTo(1L);
        assertThat(ConfValues.normalize("k", (byte) 1)).isEqualTo(1L);
        assertThat(ConfValues.normalize("k", new AtomicInteger(5))).isEqualTo(5L);
        assertThat(ConfValues.normalize("k", 0.1f)).isEqualTo(0.1d);
    }

    @Test
    void shouldKeepValuesWhenTheyAreStorableAsTheyAre() {
        for (Object value : Arrays.asList(null, "text", true, 7L, 0.5d, new BigDecimal("1.50"))) {
            assertThat(ConfValues.normalize("k", value)).isEqualTo(value);
        }
    }

    @Test
    void shouldNormalizeInsideWhenCollectionsAreNested() {
        // given
        Map<String, Object> conf = Map.of("a", List.of(1, Map.of("b", 2, "c", List.of(3))));
        // when
        Map<String, Object> normalized = ConfValues.normalize(conf);
        // then
        assertThat(normalized).isEqualTo(Map.of("a", List.of(1L, Map.of("b", 2L, "c", List.of(3L)))));
    }

    @Test
    void shouldShareNothingWithTheArgumentWhenCopied() {
        // given
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> conf = new LinkedHashMap<>();
        conf.put("list", list);
        // when
        Map<String, Object> normalized = ConfValues.normalize(conf);
        list.add("later");
        conf.put("later", true);
        // then
        assertThat(normalized).isEqualTo(Map.of("list", List.of("a")));
    }

    @Test
    void shouldKeepNullValuesAndOrderWhenCopied() {
        // given
        Map<String, Object> conf = new LinkedHashMap<>();
        conf.put("z", null);
        conf.put("a", 1L);
        // when, then
        assertThat(ConfValues.normalize(conf).keySet()).containsExactly("z", "a");
        assertThat(ConfValues.normalize(conf)).containsEntry("z", null);
    }

    @Test
    void shouldBeEmptyWhenThereIsNoConfiguration() {
        assertThat(ConfValues.normalize(null)).isEmpty();
    }

    @Test
    void shouldNamePathAndClassWhenAValueCannotBeStored() {
        // given
        Map<String, Object> conf = Map.of("outer", Map.of("list", List.of(1, Set.of())));
        // when, then
        assertThatThrownBy(() -> ConfValues.normalize(conf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "outer.list[1] is of " + Set.of().getClass().getName());
    }

    @Test
    void shouldNameTheMapAndTheKeyWhenAKeyIsNotAString() {
        assertThatThrownBy(() -> ConfValues.normalize(Map.of("outer", Map.of(5, "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 5 of java.lang.Integer in outer");
        assertThatThrownBy(() -> ConfValues.normalize(Collections.singletonMap(null, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found null");
    }
}
