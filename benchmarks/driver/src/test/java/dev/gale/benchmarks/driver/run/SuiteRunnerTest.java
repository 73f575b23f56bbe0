package dev.gale.benchmarks.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.driver.results.Series;
import dev.gale.benchmarks.driver.results.Summary;
import dev.gale.benchmarks.driver.suite.Entry;
import dev.gale.benchmarks.driver.suite.Suite;
import dev.gale.benchmarks.driver.suite.Suite.EngineProgram;
import dev.gale.benchmarks.harness.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunnerTest {
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path home;
    private Path out;

    @BeforeEach
    void makeHome() throws IOException {
        home = folder.resolve("home");
        out = folder.resolve("results/new");
        Path target = home.resolve("benchmarks/fake/target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("classpath"), System.getProperty("java.class.path") + "\n");
    }

    @Test
    void shouldRunEverythingInTurnAndGoOnAfterFailures() throws Exception {
        Summary summary = runner(2, "good", "invalid", "silent").run();

        assertThat(summary.failures())
                .extracting(failure -> failure.round() + ": " + failure.what() + ": " + failure.message())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("1: fake W2 invalid: exit code 1: fake: 7 tuples failed"),
                        two -> assertThat(two).startsWith("1: fake W2 silent: ").contains(".json"),
                        three -> assertThat(three).startsWith("2: fake W2 invalid"),
                        four -> assertThat(four).startsWith("2: fake W2 silent"));
        assertThat(summary.runs())
                .extracting(Summary.Run::file)
                .containsExactly("fake-w2-good-round-1.json", "fake-w2-good-round-2.json");
        assertThat(summary.machine().cores()).isPositive();
        assertThat(summary.jvm()).contains(System.getProperty("java.runtime.version"));
        assertThat(out.resolve("fake-w2-invalid-round-1.log")).content().contains("7 tuples failed");
        assertThat(out.resolve("fake-w2-good-round-1.log")).doesNotExist();

        Series good =
                Results.read(out).series(Key.of("fake", Workload.W2, "good")).orElseThrow();
        assertThat(good.results()).hasSize(2).allSatisfy(result -> {
            assertThat(result.settings()).containsEntry("fake.property", "suite-good");
            assertThat(result.jvmArgs()).contains("-Xmx64m");
            assertThat(result.extra()).containsEntry("seconds", 0.5);
        });
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .contains("[1/6, ")
                .contains("round 1: fake W2 good ... 0.000 M/s, 0.50 cores")
                .contains("[6/6, ")
                .contains("round 2: fake W2 silent ... FAILED: ");
    }

    @Test
    void shouldNotMixResultsOfTwoRuns() throws Exception {
        runner(1, "good").run();

        assertThatThrownBy(() -> runner(1, "good").run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds results already");
    }

    @Test
    void shouldSayWhatIsNotBuilt() throws IOException {
        Files.delete(home.resolve("benchmarks/fake/target/classpath"));

        assertThatThrownBy(() -> runner(1, "good").run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("classpath is missing")
                .hasMessageContaining("leave fake out with --only");
    }

    @Test
    void shouldTellTheTimeLeftFromTheRunsSoFar() {
        Progress timing =
                new Progress(new PrintStream(progress, true, StandardCharsets.UTF_8), 10, Duration.ofSeconds(20));
        assertThat(timing.left()).isEqualTo(Duration.ofSeconds(200));

        timing.onEnd("fine", Duration.ofSeconds(30));

        assertThat(timing.left()).isEqualTo(Duration.ofSeconds(270));
        assertThat(Progress.text(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Progress.text(Duration.ofSeconds(270))).isEqualTo("5 min");
        assertThat(Progress.text(Duration.ofMinutes(119))).isEqualTo("1 h 59 min");
    }

    private SuiteRunner runner(int rounds, String... configs) {
        List<Entry> entries = List.of(configs).stream()
                .map(config -> new Entry("fake", Workload.W2, config, null, 0, 0, List.of(), 0))
                .toList();
        EngineProgram fake = new EngineProgram(
                "fake",
                FakeEngine.class.getName(),
                List.of("-XX:TieredStopAtLevel=1"),
                Map.of("good", List.of("-Dfake.property=suite-good")),
                0);
        return new SuiteRunner(
                new Suite(List.of("-Xmx64m"), Map.of("fake", fake), entries),
                new SuiteRunner.Settings(home, out, rounds, 0, 0.5, List.of("run")),
                new PrintStream(progress, true, StandardCharsets.UTF_8));
    }
}
