package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.words.Fails;
import com.acme.words.Main;
import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.TestJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandTest {
    @TempDir
    Path directory;

    private String jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = new TestJar()
                .with(Main.class, Fails.class)
                .with("com.acme.words.Words")
                .write(directory.resolve("words.jar"))
                .toString();
    }

    private Outcome run(String... arguments) {
        return new Cli(directory).run(arguments);
    }

    @Test
    void shouldRunWhatMainSubmitsInThisProcess() {
        Outcome outcome = run("local", "--local-ttl", "0", jar, "com.acme.words.Main", "here");

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(System.getProperty("com.acme.arguments")).isEqualTo("here");
    }

    @Test
    void shouldLeaveTheThreadsClassLoaderAsItWas() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        run("local", "--local-ttl", "0", jar, "com.acme.words.Main", "here");

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void shouldRefuseWhatALocalClusterRefuses() {
        Outcome outcome = run("local", "--local-ttl", "0", jar, "com.acme.words.Main", "here", "0");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).contains("topology.workers=0");
    }

    @Test
    void shouldFailWhenTheProgramDoes() {
        Outcome outcome = run("local", jar, "com.acme.words.Fails");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("the sky fell");
    }

    @Test
    void shouldRefuseATimeThatIsNone() {
        assertThat(run("local", "--local-ttl", "-1", jar, "com.acme.words.Main").code())
                .isEqualTo(2);
    }
}
