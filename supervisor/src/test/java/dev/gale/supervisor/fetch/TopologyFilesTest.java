package dev.gale.supervisor.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.ManualClock;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyFilesTest {
    private static final CodeHash JAR = new CodeHash("0".repeat(64));
    private static final TopologyVersion WORDS =
            new TopologyVersion(new TopologyId("words"), new CodeHash("1".repeat(64)));
    private static final TopologyVersion NUMBERS =
            new TopologyVersion(new TopologyId("numbers"), new CodeHash("2".repeat(64)));

    @TempDir
    private Path root;

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<TopologyVersion> fetched = new ArrayList<>();
    private LocalDirectory directory;
    private TopologyFiles files;

    @BeforeEach
    void open() {
        directory = new LocalDirectory(root);
        files = new TopologyFiles(directory, this::fetch, tasks::add, tasks::add, clock, Duration.ofMinutes(10));
    }

    private FetchOutcome.Ready fetch(TopologyVersion version) throws FetchFailed {
        fetched.add(version);
        try {
            PrivateFiles.write(directory.submission(version.codeHash()), new byte[1]);
            PrivateFiles.write(directory.jar(JAR), new byte[1]);
        } catch (IOException e) {
            throw new FetchFailed("the disk is full", e);
        }
        return new FetchOutcome.Ready(
                directory.submission(version.codeHash()),
                Optional.of(new FetchOutcome.Jar(JAR, directory.jar(JAR))),
                Map.of());
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void shouldFetchOnceForAllWhoAskMeanwhile() {
        List<FetchOutcome> outcomes = new ArrayList<>();
        files.request(WORDS, outcomes::add);
        files.request(WORDS, outcomes::add);
        run();

        assertThat(fetched).containsExactly(WORDS);
        assertThat(outcomes).hasSize(2).allMatch(FetchOutcome.Ready.class::isInstance);
    }

    @Test
    void shouldRemoveWhatNobodyHasUsedForAWhile() {
        files.request(WORDS, outcome -> {});
        files.request(NUMBERS, outcome -> {});
        run();

        files.removeUnused(List.of(NUMBERS.codeHash(), JAR));
        clock.advance(Duration.ofMinutes(10).toNanos());
        files.removeUnused(List.of(NUMBERS.codeHash(), JAR));

        assertThat(directory.submission(WORDS.codeHash())).doesNotExist();
        assertThat(directory.submission(NUMBERS.codeHash())).exists();
        // Shared by both.
        assertThat(directory.jar(JAR)).exists();
    }

    @Test
    void shouldKeepWhatIsUsedAgainInTime() {
        files.request(WORDS, outcome -> {});
        run();

        files.removeUnused(List.of());
        clock.advance(Duration.ofMinutes(9).toNanos());
        files.removeUnused(List.of(WORDS.codeHash(), JAR));
        clock.advance(Duration.ofMinutes(9).toNanos());
        files.removeUnused(List.of());

        assertThat(directory.jar(JAR)).exists();
    }

    @Test
    void shouldKeepWhatIsBeingFetched() {
        files.request(WORDS, outcome -> {});
        run();
        files.removeUnused(List.of());
        clock.advance(Duration.ofMinutes(10).toNanos());

        files.request(WORDS, outcome -> {});
        files.removeUnused(List.of());

        assertThat(directory.jar(JAR)).exists();
    }

    @Test
    void shouldRemoveWhatACrashHasLeft() throws IOException {
        Path part = PrivateFiles.newPart(directory.jar(JAR));

        files.start();

        assertThat(part).doesNotExist();
        assertThat(Files.exists(directory.codes())).isTrue();
    }

    @Test
    void shouldTellWhyAFetchFailed() throws IOException {
        // A file where a directory should be.
        Files.writeString(root.resolve("supervisor"), "");
        List<FetchOutcome> outcomes = new ArrayList<>();

        files.request(WORDS, outcomes::add);
        run();

        assertThat(outcomes).containsExactly(new FetchOutcome.Failed("the disk is full"));
    }
}
