package dev.gale.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code gale} command as a process, with its stderr in a file. */
final class GaleProcess {
    private static final long LIMIT_SECONDS = 180;
    /** What an installation has in lib; the tests' own classes and libraries are for nobody else. */
    private static final String CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .filter(entry -> !entry.contains("junit") && !entry.contains("assertj") && !entry.contains("surefire"))
            .collect(Collectors.joining(File.pathSeparator));

    private final Process process;
    private final BufferedReader output;
    private final Path log;
    private final String name;

    private GaleProcess(Process process, Path log, String name) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.log = log;
        this.name = name;
    }

    /** How a command ended, with what it wrote. */
    record Outcome(int exitCode, String out, String err) {}

    /**
     * Starts it.
     *
     * @param name of the log, to which it is appended
     */
    static GaleProcess start(Path directory, String name, String... arguments) {
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                "dev.gale.cli.launch.Main"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            return new GaleProcess(process, log, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    static Outcome run(Path directory, String name, String... arguments) {
        GaleProcess command = start(directory, name, arguments);
        try {
            String out = command.output.lines().collect(Collectors.joining("\n"));
            if (!command.process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                command.kill();
                throw new AssertionError(name + " doesn't end; " + command.tail());
            }
            return new Outcome(command.process.exitValue(), out, command.tail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until it has said on stdout that it runs, and where. */
    GaleProcess awaitRunning() {
        try {
            if (output.readLine() == null) {
                throw new AssertionError(name + " has ended instead of running; " + tail());
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and waits until it has. */
    int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " doesn't end; " + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The end of its log. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return name + ": " + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return name + ": no log: " + e;
        }
    }
}
