package dev.gale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.clicks.BadLines;
import dev.gale.examples.clicks.SampleLog;
import dev.gale.examples.counting.Counts;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.run.LocalRef;
import dev.gale.examples.run.StopSignal;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@GaleTest
@Timeout(120)
class ClicksPerUrlTest {
    private static final String LOG = clickOn("/a") + "\n" + clickOn("/b?c=d") + "\nnonsense\n" + clickOn("/a") + "\n";

    @TempDir
    private Path folder;

    private static String clickOn(String url) {
        return "192.0.2.1 - - [05/Jan/2026:08:00:02 +0000] \"GET " + url + " HTTP/1.1\" 200 1 \"-\" \"-\"";
    }

    private static Outcome run(InputStream stdin, String... arguments) {
        return Outcome.of(new ClicksPerUrl(new StopSignal(), stdin), arguments);
    }

    private static Outcome run(String... arguments) {
        return run(InputStream.nullInputStream(), arguments);
    }

    @Test
    void shouldCountTheBundledSampleByDefault() {
        Outcome outcome = run("--top", "2");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("count  url", "  133  /", "   51  /style.css", "");
        assertThat(outcome.out())
                .anyMatch(line ->
                        line.startsWith("500 lines in ") && line.endsWith(": 494 clicks on 14 URLs, 6 bad lines"))
                .contains("  access-sample.log:3: 198.51.100.34 - - [05/Jan/2026:", "  and 1 more");
    }

    @Test
    void shouldCountAFileAndShowItsBadLines() throws IOException {
        Path file = Files.writeString(folder.resolve("access.log"), LOG);

        Outcome outcome = run("--input", file.toString(), "--workers", "2", "--parallelism", "2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("count  url", "    2  /a", "    1  /b?c=d", "");
        assertThat(outcome.out())
                .anyMatch(line -> line.endsWith(": 3 clicks on 2 URLs, 1 bad line"))
                .contains("  " + file + ":3: nonsense");
    }

    @Test
    void shouldCountStdin() {
        Outcome outcome = run(new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)), "--input", "-");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("count  url", "    2  /a").contains("  stdin:3: nonsense");
    }

    @Test
    void shouldGenerateTheSampleOfTheSeed() throws IOException {
        Path file = folder.resolve("generated.log");
        StringBuilder expected = new StringBuilder();
        SampleLog.write(20, 5, expected);

        Outcome toFile = run("--generate", "20", "--seed", "5", "--output", file.toString());
        Outcome toStdout = run("--generate", "20", "--seed", "5");

        assertThat(toFile).isEqualTo(new Outcome(0, List.of(), List.of()));
        assertThat(file).hasContent(expected.toString());
        assertThat(toStdout.out()).isEqualTo(expected.toString().lines().toList());
    }

    @Test
    void shouldSayOneSentenceWhenItCannotRun() {
        Outcome missing = run("--input", folder + "/none.log");
        Outcome unwritable = run("--generate", "3", "--output", folder + "/none/generated.log");
        Outcome pointless = run("--output", folder + "/generated.log");
        Outcome nothing = run("--generate", "0");

        assertThat(List.of(missing, unwritable, pointless, nothing)).allSatisfy(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).singleElement().asString().startsWith("clicks-per-url: ");
        });
    }

    @Seeds(50)
    void shouldCountEveryLineOnceInWhateverOrderTasksRun(TopologyDriver driver) throws IOException {
        Path file = Files.writeString(folder.resolve("access.log"), LOG);
        Counts clicks = new Counts();
        BadLines bad = new BadLines();
        try (LocalRef<Counts> clicksRef = LocalRef.to(clicks);
                LocalRef<BadLines> badRef = LocalRef.to(bad)) {
            driver.submit(ClicksPerUrl.topology(FileLines.once(List.of(file)), 2, clicksRef, badRef));
        }

        assertThat(clicks.asMap()).isEqualTo(Map.of("/a", 2L, "/b?c=d", 1L));
        assertThat(bad.count()).isEqualTo(1);
        assertThat(driver.stats().acked()).isEqualTo(4);
    }
}
