package dev.gale.kernel.settings;

import static dev.gale.kernel.settings.Setting.Scope.COMPONENT;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {
    private enum Answer {
        TRY_AGAIN,
        STOP
    }

    private static final Setting<Long> WHOLE =
            Setting.whole("a.whole", TOPOLOGY, 5L, 1, 10, "seconds", "A whole number.");
    private static final Setting<Double> DECIMAL = Setting.decimal("a.decimal", COMPONENT, 0.5, 0, 1, "A share.");
    private static final Setting<Boolean> FLAG = Setting.flag("a.flag", TOPOLOGY, true, "A flag.");
    private static final Setting<Answer> CHOICE =
            Setting.choice("a.choice", TOPOLOGY, Answer.class, Answer.TRY_AGAIN, "A choice.");
    private static final Setting<String> TEXT = Setting.text("a.text", TOPOLOGY, "hello", "A text.");
    private static final Setting<List<?>> LIST = Setting.list("a.list", TOPOLOGY, "names", "A list.");

    private static final Setting<List<String>> WORDS = Setting.words("a.words", TOPOLOGY, List.of("a"), "Words.");

    static Stream<Arguments> legal() {
        return Stream.of(
                Arguments.of(WHOLE, 1, 1L),
                Arguments.of(WHOLE, 10L, 10L),
                Arguments.of(WHOLE, (short) 3, 3L),
                Arguments.of(WHOLE, 7.0, 7L),
                Arguments.of(WHOLE, 7.0f, 7L),
                Arguments.of(WHOLE, " 8 ", 8L),
                Arguments.of(WHOLE, new BigDecimal("9.0"), 9L),
                Arguments.of(WHOLE, BigInteger.TEN, 10L),
                Arguments.of(DECIMAL, 0, 0.0),
                Arguments.of(DECIMAL, 1L, 1.0),
                Arguments.of(DECIMAL, 0.25, 0.25),
                Arguments.of(DECIMAL, "0.75", 0.75),
                Arguments.of(FLAG, false, false),
                Arguments.of(FLAG, "FALSE", false),
                Arguments.of(FLAG, "true", true),
                Arguments.of(CHOICE, "stop", Answer.STOP),
                Arguments.of(CHOICE, "try-again", Answer.TRY_AGAIN),
                Arguments.of(CHOICE, "Try-Again", Answer.TRY_AGAIN),
                Arguments.of(TEXT, "", ""),
                Arguments.of(TEXT, "a b", "a b"),
                Arguments.of(WORDS, " -Xmx1g  -ea ", List.of("-Xmx1g", "-ea")),
                Arguments.of(WORDS, " ", List.of()),
                Arguments.of(WORDS, List.of("-Da=b c", ""), List.of("-Da=b c")),
                Arguments.of(LIST, List.of(), List.of()),
                Arguments.of(LIST, List.of("a", 1), List.of("a", 1)));
    }

    @ParameterizedTest
    @MethodSource("legal")
    void shouldReadAValueWhenItIsLegal(Setting<?> setting, Object given, Object expected) {
        assertThat((Object) setting.in(Map.of(setting.key(), given))).isEqualTo(expected);
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of(WHOLE, 0, "a.whole=0 (Integer)"),
                Arguments.of(WHOLE, 11L, "a.whole=11 (Long)"),
                Arguments.of(WHOLE, 1.5, "a.whole=1.5 (Double)"),
                Arguments.of(WHOLE, Double.NaN, "a.whole=NaN (Double)"),
                Arguments.of(WHOLE, 1e300, "a.whole=1.0E300 (Double)"),
                Arguments.of(WHOLE, "ten", "a.whole=ten (String)"),
                Arguments.of(WHOLE, "", "a.whole= (String)"),
                Arguments.of(WHOLE, "9223372036854775808", "a.whole=9223372036854775808 (String)"),
                Arguments.of(WHOLE, true, "a.whole=true (Boolean)"),
                Arguments.of(WHOLE, new BigDecimal("1.5"), "a.whole=1.5 (BigDecimal)"),
                Arguments.of(
                        WHOLE, BigInteger.TWO.pow(64).add(BigInteger.TWO), "a.whole=18446744073709551618 (BigInteger)"),
                Arguments.of(WHOLE, "1e999999999", "a.whole=1e999999999 (String)"),
                Arguments.of(DECIMAL, -0.1, "a.decimal=-0.1 (Double)"),
                Arguments.of(DECIMAL, 1.1, "a.decimal=1.1 (Double)"),
                Arguments.of(DECIMAL, Double.NaN, "a.decimal=NaN (Double)"),
                Arguments.of(DECIMAL, "half", "a.decimal=half (String)"),
                Arguments.of(DECIMAL, false, "a.decimal=false (Boolean)"),
                Arguments.of(WORDS, 1, "a.words=1 (Integer)"),
                Arguments.of(WORDS, List.of("a", 1), "a.words=[a, 1] (List12)"),
                Arguments.of(FLAG, 1, "a.flag=1 (Integer)"),
                Arguments.of(FLAG, "yes", "a.flag=yes (String)"),
                Arguments.of(CHOICE, "halt", "a.choice=halt (String)"),
                Arguments.of(CHOICE, 1, "a.choice=1 (Integer)"),
                Arguments.of(TEXT, 5, "a.text=5 (Integer)"),
                Arguments.of(LIST, "x", "a.list=x (String)"));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void shouldNameKeyValueAndExpectationWhenAValueIsIllegal(Setting<?> setting, Object given, String found) {
        assertThatThrownBy(() -> setting.in(Map.of(setting.key(), given)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(found + " must be ")
                .hasMessageEndingWith(setting.type());
    }

    static Stream<Setting<?>> all() {
        return Stream.of(WHOLE, DECIMAL, FLAG, CHOICE, TEXT, LIST, WORDS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldGiveTheDefaultWhenTheKeyIsAbsentOrNull(Setting<?> setting) {
        assertThat((Object) setting.in(Map.of("another.key", 1))).isEqualTo(setting.defaultValue());
        assertThat((Object) setting.in(Collections.singletonMap(setting.key(), null)))
                .isEqualTo(setting.defaultValue());
    }

    @Test
    void shouldGiveNullWhenThereIsNoDefault() {
        // given
        Setting<Long> setting = Setting.whole("k", TOPOLOGY, null, 0, 1, "", "Nothing.");

        // then
        assertThat(setting.in(Map.of())).isNull();
        assertThat(setting.defaultText()).isEmpty();
    }

    @Test
    void shouldDescribeItsTypeWhenAsked() {
        assertThat(WHOLE.type()).isEqualTo("whole number of seconds, from 1 to 10");
        assertThat(Setting.whole("k", TOPOLOGY, null, 2, Long.MAX_VALUE, "", "").type())
                .isEqualTo("whole number, at least 2");
        assertThat(Setting.whole("k", TOPOLOGY, null, Long.MIN_VALUE, Long.MAX_VALUE, "", "")
                        .type())
                .isEqualTo("whole number");
        assertThat(DECIMAL.type()).isEqualTo("number from 0.0 to 1.0");
        assertThat(FLAG.type()).isEqualTo("true or false");
        assertThat(CHOICE.type()).isEqualTo("try-again | stop");
        assertThat(TEXT.type()).isEqualTo("text");
        assertThat(LIST.type()).isEqualTo("list of names");
    }

    @Test
    void shouldWriteItsDefaultAsAConfigurationWouldWhenAsked() {
        assertThat(WHOLE.defaultText()).hasValue("5");
        assertThat(DECIMAL.defaultText()).hasValue("0.5");
        assertThat(FLAG.defaultText()).hasValue("true");
        assertThat(CHOICE.defaultText()).hasValue("try-again");
        assertThat(TEXT.defaultText()).hasValue("hello");
        assertThat(LIST.defaultText()).hasValue("[]");
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldReadItsOwnDefaultTextWhenThatIsGiven(Setting<?> setting) {
        // A list has no text that reads as one.
        if (setting != LIST) {
            assertThat((Object) setting.in(
                            Map.of(setting.key(), setting.defaultText().orElseThrow())))
                    .isEqualTo(setting.defaultValue());
        }
    }

    @Test
    void shouldKeepWhatItWasDeclaredWith() {
        assertThat(DECIMAL.key()).isEqualTo("a.decimal");
        assertThat(DECIMAL.scope()).isEqualTo(COMPONENT);
        assertThat(DECIMAL.description()).isEqualTo("A share.");
        assertThat(DECIMAL).hasToString("a.decimal");
    }
}
