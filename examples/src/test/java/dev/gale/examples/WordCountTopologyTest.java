package dev.gale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.lines.FileLines;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.wordcount.PlainCount;
import dev.gale.examples.wordcount.StoredCounts;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@GaleTest
class WordCountTopologyTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        Path first = Files.writeString(folder.resolve("first.txt"), "to be or not to be\n".repeat(300));
        Path second = Files.writeString(folder.resolve("second.txt"), "let it be\n");
        return List.of(first, second);
    }

    private Outcome results(Path stored, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--results";
        all[1] = stored.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Outcome.of(new WordCountResults(new StopSignal()), all);
    }

    @Seeds(10)
    void shouldAckLinesWhenTheirWordsAreStored(TopologyDriver driver) throws IOException {
        Path stored = folder.resolve("stored-" + driver.seed());
        List<Path> files = files();

        driver.submit(WordCountTopology.topology(FileLines.once(files), 2, stored));
        driver.run();
        long storedBefore = StoredCounts.load(stored).total();
        driver.advance(Duration.ofSeconds(2));

        assertThat(storedBefore).isPositive().isLessThan(1803);
        assertThat(PlainCount.of(FileLines.once(files)).differences(StoredCounts.load(stored)))
                .isEmpty();
        assertThat(driver.stats().component("lines").acked()).isEqualTo(301);
    }

    @Seeds(1)
    void shouldGoOnFromWhatIsStoredAndCompareItWithAPlainLoop(TopologyDriver driver) throws IOException {
        Path stored = folder.resolve("stored");
        List<Path> files = files();
        driver.submit(WordCountTopology.topology(FileLines.once(files), 1, stored));
        driver.run().advance(Duration.ofSeconds(2));

        Outcome once = results(
                stored,
                "--once",
                "--top",
                "1",
                "--input",
                files.get(0).toString(),
                files.get(1).toString());
        Outcome differing = results(stored, "--once", "--input", files.get(0).toString());

        assertThat(once.err()).isEmpty();
        assertThat(once.exitCode()).isZero();
        assertThat(once.out()).contains("  601  be", "OK 6 distinct words, 1803 words, matches the reference");
        assertThat(differing.exitCode()).isEqualTo(1);
        assertThat(String.join("\n", differing.err())).contains("it: 1 instead of 0");
    }

    @Test
    void shouldSayHowFarItIsWhenTheTimeIsOver() throws IOException {
        List<Path> files = files();

        Outcome outcome = results(
                folder.resolve("none"),
                "--once",
                "--wait",
                "1",
                "--input",
                files.get(1).toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .containsExactly("word-count-results: 0 of 3 words have been counted after 1 s; gale status"
                        + " tells how the topology is doing");
    }
}
