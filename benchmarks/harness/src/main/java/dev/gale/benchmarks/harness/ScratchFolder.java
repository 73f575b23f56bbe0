package dev.gale.benchmarks.harness;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;

/** Where an engine leaves its files during a run. */
public final class ScratchFolder {
    private static final String TEMPORARY = "java.io.tmpdir";

    private ScratchFolder() {}

    /**
     * Runs something with a new folder as this JVM's folder for temporary files, and deletes the folder afterwards. To be
     * called before the engine's classes are loaded: the JDK and some libraries look at that setting only once.
     */
    public static <T> T during(String engine, Callable<T> run) throws Exception {
        // Not createTempDirectory, which would make the JDK remember the old folder.
        Path folder = Path.of(System.getProperty(TEMPORARY))
                .toAbsolutePath()
                .resolve("gale-benchmark-" + engine + "-"
                        + ProcessHandle.current().pid());
        deleteAll(folder);
        Files.createDirectories(folder);
        System.setProperty(TEMPORARY, folder.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtExit(folder), "delete-scratch"));
        try {
            return run.call();
        } finally {
            deleteAll(folder);
        }
    }

    /** For a run that is stopped from outside. Its engine may write still, so that something may stay. */
    private static void deleteAtExit(Path folder) {
        try {
            deleteAll(folder);
        } catch (IOException e) {
            System.err.println("can't delete " + folder + ": " + e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
