package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {
    @Test
    void shouldConvertToIntWhenNothingIsLost() {
        for (Object value : List.of(5, 5L, (short) 5, (byte) 5, "5", 5.0)) {
            assertThat(ObjectReader.getInt(value)).isEqualTo(5);
            assertThat(ObjectReader.getLong(value)).isEqualTo(5L);
        }
    }

    @Test
    void shouldRefuseWhenConversionWouldLose() {
        for (Object value : List.of(1L << 31, "five", 5.5, true, List.of())) {
            assertThatThrownBy(() -> ObjectReader.getInt(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Don't know how to convert " + value);
        }
        assertThat(ObjectReader.getLong(1L << 31)).isEqualTo(1L << 31);
    }

    @Test
    void shouldGiveTheDefaultWhenTheValueIsNull() {
        assertThat(ObjectReader.getInt(null, 7)).isEqualTo(7);
        assertThat(ObjectReader.getLong(null, null)).isNull();
        assertThat(ObjectReader.getDouble(null, 0.5)).isEqualTo(0.5);
        assertThat(ObjectReader.getString(null, "x")).isEqualTo("x");
        assertThat(ObjectReader.getBoolean(null, true)).isTrue();
        assertThat(ObjectReader.getStrings(null)).isEmpty();
    }

    @Test
    void shouldRefuseNullWhenThereIsNoDefault() {
        assertThatThrownBy(() -> ObjectReader.getInt(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Don't know how to convert null to an int");
        assertThatThrownBy(() -> ObjectReader.getString(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadDoublesFromAnyNumber() {
        assertThat(ObjectReader.getDouble(3)).isEqualTo(3.0);
        assertThat(ObjectReader.getDouble("0.25")).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes"})
    void shouldRefuseTextWhenABooleanIsWanted(String text) {
        assertThatThrownBy(() -> ObjectReader.getBoolean(text, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadOneOrManyStrings() {
        assertThat(ObjectReader.getStrings("-Xmx1g")).containsExactly("-Xmx1g");
        assertThat(ObjectReader.getStrings(Arrays.asList("a", null, 1L))).containsExactly("a", "1");
    }
}
