package dev.gale.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.words.Main;
import dev.gale.cli.FakeNimbus;
import dev.gale.cli.TestJar;
import dev.gale.examples.WordCount;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command in a process of its own, as users start it. */
class MainTest {
    @TempDir
    Path directory;

    private record Ended(int code, String out, String err) {}

    private Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + directory,
                "-cp",
                classPath(),
                "dev.gale.cli.launch.Main"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GALE_") || name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** That of the command, without the examples, which are a user's here. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("examples") && !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void shouldRunAnExampleFromItsJar() throws Exception {
        Path jar = new TestJar()
                .allOf(placeOf(WordCount.class))
                .allOf(placeOf(CommandLine.class))
                .write(directory.resolve("examples.jar"));
        Path text = Files.writeString(directory.resolve("text"), "to be or not to be\n");

        Ended ended = run(
                "local",
                jar.toString(),
                "dev.gale.examples.WordCount",
                "--input",
                text.toString(),
                "--once",
                "--top",
                "1");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("OK 4 distinct words, 6 words, matches the reference");
    }

    @Test
    void shouldEndWithTheProgramsExitCode() throws Exception {
        Path jar = new TestJar()
                .allOf(placeOf(WordCount.class))
                .allOf(placeOf(CommandLine.class))
                .write(directory.resolve("examples.jar"));

        Ended ended = run("local", jar.toString(), "dev.gale.examples.WordCount", "--inptu");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("word-count --help tells what there is");
    }

    @Test
    void shouldDeployFromAProcessOfItsOwn() throws Exception {
        Path jar = new TestJar().with(Main.class).with("com.acme.words.Words").write(directory.resolve("words.jar"));
        try (FakeNimbus nimbus = new FakeNimbus()) {
            Ended ended = run(
                    "jar", "-c", "nimbus.seeds=" + nimbus.address(), jar.toString(), "com.acme.words.Main", "words");

            assertThat(ended.code()).isZero();
            assertThat(nimbus.submission("words").topology().get_spouts()).containsOnlyKeys("lines");

            assertThat(run("list", "-c", "nimbus.seeds=" + nimbus.address()).out())
                    .contains("words-1-1795240000");
        }
    }

    @Test
    void shouldTellTheShellThatItFailed() throws Exception {
        assertThat(run("nonsense").code()).isEqualTo(2);
        Ended ended = run("list", "-c", "nimbus.seeds=127.0.0.1:1", "-c", "storm.nimbus.retry.times=0");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).startsWith("gale: no Nimbus can be reached at 127.0.0.1:1;");
    }
}
