package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    private static final String TEMPORARY = "java.io.tmpdir";

    private final String before = System.getProperty(TEMPORARY);

    @TempDir
    private Path parent;

    @BeforeEach
    void redirect() {
        System.setProperty(TEMPORARY, parent.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, before);
    }

    @Test
    void shouldDeleteWhatTheRunLeaves() throws Exception {
        Path left = ScratchFolder.during("test", ScratchFolderTest::leaveFile);

        assertThat(left.startsWith(parent)).isTrue();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldDeleteWhatTheRunLeavesWhenItFails() {
        assertThatThrownBy(() -> ScratchFolder.during("test", () -> {
                    throw new IOException("no luck in " + leaveFile());
                }))
                .hasMessageContaining("no luck");

        assertThat(parent).isEmptyDirectory();
    }

    private static Path leaveFile() throws IOException {
        Path folder = Path.of(System.getProperty(TEMPORARY)).resolve("some/folder");
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("file"), "left");
    }
}
