package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandsTest {
    @Command(name = "try-it")
    private static final class Refusing implements Callable<Integer> {
        @Option(names = "--number")
        private int number;

        @Override
        public Integer call() throws UsageProblem {
            if (number > 5) {
                throw new UsageProblem("--number must be at most 5, was " + number);
            }
            return number;
        }
    }

    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return Commands.commandLine(new Refusing()).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void shouldReturnWhatTheCommandReturns() {
        assertThat(execute("--number=4")).isEqualTo(4);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayOneSentenceWhenTheCommandRefuses() {
        assertThat(execute("--number=6")).isEqualTo(Commands.USAGE);
        assertThat(err.toString().lines()).containsExactly("try-it: --number must be at most 5, was 6");
    }

    @Test
    void shouldSayOneSentenceWhenAnArgumentIsWrong() {
        assertThat(execute("--nmber=6")).isEqualTo(Commands.USAGE);
        assertThat(err.toString().lines())
                .containsExactly("try-it: Unknown option: '--nmber=6'; try-it --help tells what there is");
    }
}
