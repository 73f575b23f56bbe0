package dev.gale.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Console console() {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        return new Console(
                nobody,
                nobody,
                new Surroundings(Map.of(), Path.of("."), false, false, time -> {}, () -> 0, null),
                Colour.AUTO,
                false);
    }

    @Test
    void shouldAlignNumbersRightAndTextLeft() {
        Table table = new Table("NAME", "COUNT", "NOTE").row("a", "1", "").row("longer", "12.5k", "x y");

        assertThat(table.lines(console()))
                .containsExactly(
                        "NAME    COUNT  NOTE", //
                        "a           1  -",
                        "longer  12.5k  x y");
    }

    @Test
    void shouldNotCountColoursAsWidth() {
        Table table = new Table("S", "T").row("\u001b[32mACTIVE\u001b[0m", "a").row("KILLED", "b");

        assertThat(table.lines(console())).containsExactly("S       T", "\u001b[32mACTIVE\u001b[0m  a", "KILLED  b");
    }

    @Test
    void shouldKeepLineBreaksAndOrdersToTheTerminalOut() {
        Table table = new Table("A").row("x\ny\u001b[2J\u001b]0;title\u0007z");

        assertThat(table.lines(console()).get(1)).isEqualTo("x y [2J ]0;title z");
    }

    @Test
    void shouldRefuseRowsOfAnotherWidth() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("A").row("a", "b"));
    }
}
