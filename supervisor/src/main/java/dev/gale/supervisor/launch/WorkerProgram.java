package dev.gale.supervisor.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is run as a worker.
 *
 * @param java the program that runs JVMs
 * @param classPath where Gale's classes are; without the user's, which the worker loads by itself
 */
public record WorkerProgram(String java, String classPath, String mainClass) {
    private static final String WORKER_MAIN = "dev.gale.worker.process.WorkerMain";

    /**
     * Gale's worker, in the Java that runs this.
     *
     * @param libDir the directory with Gale's jars; empty: the class path of this JVM
     */
    public static WorkerProgram ofGale(Optional<Path> libDir) {
        return new WorkerProgram(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                libDir.map(dir -> dir.resolve("*").toString())
                        .orElseGet(() -> absolute(System.getProperty("java.class.path"))),
                WORKER_MAIN);
    }

    /** Workers run in other directories. */
    static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
