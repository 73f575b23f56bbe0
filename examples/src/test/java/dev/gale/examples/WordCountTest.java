package dev.gale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.counting.Counts;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.run.LocalRef;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.wordcount.PlainCount;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GaleTest
@Timeout(120)
class WordCountTest {
    @TempDir
    private Path folder;

    private final StopSignal stop = new StopSignal();

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(folder.resolve("one.txt"), "To be, or not to be:\nthat is the question.\n");
        Files.writeString(folder.resolve("two.txt"), "Let it be.");
    }

    private Outcome run(InputStream stdin, String... arguments) {
        return Outcome.of(new WordCount(stop, stdin), arguments);
    }

    private Outcome run(String... arguments) {
        return run(InputStream.nullInputStream(), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void shouldCountFilesOnceAndMatchTheReference(String workers) {
        Outcome outcome =
                run("--once", "--input", folder.toString(), "--top", "2", "--workers", workers, "--parallelism", "2");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("count  word", "    3  be", "    2  to", "");
        assertThat(outcome.out()).anyMatch(line -> line.startsWith("3 lines and 13 words in "));
        assertThat(outcome.out()).anyMatch(line -> line.startsWith("0 replays "));
        assertThat(outcome.out()).endsWith("OK 10 distinct words, 13 words, matches the reference");
    }

    @Test
    void shouldTakeSeveralInputs() {
        Outcome outcome = run("--once", "--input", folder + "/one.txt", folder + "/t*.txt");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).endsWith("OK 10 distinct words, 13 words, matches the reference");
    }

    @Test
    void shouldCountTheLicencesOfTheJdkByDefault() {
        Outcome outcome = run("--once");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().get(outcome.out().size() - 1)).matches("OK \\d+ distinct words, .* the reference");
    }

    @Test
    void shouldCountStdinAndMatchTheReference() {
        byte[] text = "a b a\nb a".getBytes(StandardCharsets.UTF_8);

        Outcome outcome = run(new ByteArrayInputStream(text), "--once", "--input", "-");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("count  word", "    3  a", "    2  b")
                .endsWith("OK 2 distinct words, 5 words, matches the reference");
    }

    @Test
    void shouldEndWithStdinWithoutBeingAskedForOneRound() {
        Outcome outcome = run(new ByteArrayInputStream("a\n".getBytes(StandardCharsets.UTF_8)), "--input", "-");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("count  word", "    1  a").noneMatch(line -> line.startsWith("OK"));
    }

    @Test
    void shouldPrintWhatItHasWhenStopped() {
        stop.request();

        Outcome outcome = run("--input", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("count  word")
                .anyMatch(line -> line.matches(".* lines? and .* words? in .*"));
    }

    @Test
    void shouldFailWhenTheInputBreaks() {
        Outcome outcome = run(new BrokenStream("pulled out"), "--input", "-");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("word-count: the topology has stopped: task ")
                .contains(" of component lines threw ")
                .endsWith("java.io.IOException: pulled out");
    }

    @Test
    void shouldFailAndShowTheDifferenceWhenCountsDoNotMatch() {
        Counts counts = new Counts();
        List.of("a", "b", "b", "b").forEach(counts::increment);
        PlainCount reference = new PlainCount();
        reference.add("a a b b b");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = WordCount.compare(new PrintWriter(out), new PrintWriter(err), reference, counts);

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "word-count: the counts of 1 word differ from those of a plain loop", "  a: 1 instead of 2");
    }

    @Test
    void shouldSayOneSentenceWhenTheInputIsBad() {
        Outcome missing = run("--once", "--input", folder + "/none.txt");
        Outcome noMatch = run("--once", "--input", folder + "/*.csv");
        Outcome both = run("--once", "--input", "-", folder.toString());

        assertThat(missing)
                .isEqualTo(new Outcome(
                        2, List.of(), List.of("word-count: there is no file or folder " + folder + "/none.txt")));
        assertThat(noMatch)
                .isEqualTo(new Outcome(2, List.of(), List.of("word-count: no file matches " + folder + "/*.csv")));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--workers=0",
                "--parallelism=0",
                "--top=0",
                "--tpo=3",
                "-ctopology.workers=x",
                "-ctopology.wrkrs=2"
            })
    void shouldSayOneSentenceWhenAnArgumentIsBad(String argument) {
        Outcome outcome = run("--once", "--input", folder.toString(), argument);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().startsWith("word-count: ");
    }

    @Test
    void shouldExplainItsExitCodesWhenAskedForHelp() {
        Outcome outcome = run("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(String.join("\n", outcome.out()))
                .contains("--once", "--input", "--top", "--workers", "--parallelism", "-c")
                .contains("Exit codes:", "  0  ", "  1  ", "  2  ", "  130  ");
    }

    @Seeds(50)
    void shouldCountEachWordExactlyInWhateverOrderTasksRun(TopologyDriver driver) {
        Counts counts = new Counts();
        List<Path> files = List.of(folder.resolve("one.txt"), folder.resolve("two.txt"));
        try (LocalRef<Counts> store = LocalRef.to(counts)) {
            driver.submit(WordCount.topology(FileLines.once(files), 3, store));
        }

        assertThat(counts.asMap())
                .containsAllEntriesOf(Map.of("be", 3L, "to", 2L, "it", 1L))
                .hasSize(10);
        assertThat(driver.stats().acked()).isEqualTo(3);
    }
}
