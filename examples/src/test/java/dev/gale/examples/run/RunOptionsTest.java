package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunOptionsTest {
    private static RunOptions parse(String... arguments) {
        RunOptions options = new RunOptions();
        new CommandLine(new Holder(options)).parseArgs(arguments);
        return options;
    }

    @CommandLine.Command
    private record Holder(@CommandLine.Mixin RunOptions options) {}

    @Test
    void shouldTypeSettingsByTheirForm() throws UsageProblem {
        Config conf = parse("-c", "a=12", "-c", "b=1.5", "-c", "c=true", "-c", "d=x=y", "-c", "e=-3", "-c", "f=12a")
                .config();

        assertThat(conf)
                .containsEntry("a", 12L)
                .containsEntry("b", 1.5)
                .containsEntry("c", true)
                .containsEntry("d", "x=y")
                .containsEntry("e", -3L)
                .containsEntry("f", "12a");
    }

    @Test
    void shouldLetSettingsWinOverDefaults() throws UsageProblem {
        Config conf = parse("--workers", "3", "-c", Config.TOPOLOGY_MAX_SPOUT_PENDING + "=7")
                .config();

        assertThat(conf).containsEntry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 7L).containsEntry(Config.TOPOLOGY_WORKERS, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void shouldRefuseFewerThanOne(String number) {
        assertThatThrownBy(() -> parse("--workers=" + number).config())
                .isInstanceOf(UsageProblem.class)
                .hasMessage("--workers must be at least 1, was " + number);
        assertThatThrownBy(() -> parse("--parallelism=" + number).parallelism())
                .isInstanceOf(UsageProblem.class)
                .hasMessage("--parallelism must be at least 1, was " + number);
    }
}
