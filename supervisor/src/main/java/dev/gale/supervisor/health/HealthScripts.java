package dev.gale.supervisor.health;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the executable files of a directory, one after the other, in the order of their names, without a shell and without
 * arguments. Each that exits with another code than 0, or writes a line that begins with {@code ERROR}, says that the
 * machine isn't fit; so does one that takes too long, unless that is to be passed over.
 */
public final class HealthScripts implements HealthCheck {
    private static final int OUTPUT_BYTES = 64 << 10;

    private final Path directory;
    private final Duration limit;
    private final boolean lateFails;

    public HealthScripts(Path directory, Duration limit, boolean lateFails) {
        this.directory = directory;
        this.limit = limit;
        this.lateFails = lateFails;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path script : entries.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList()) {
                problem(script).ifPresent(why -> problems.add("health check " + script.getFileName() + " " + why));
            }
        } catch (IOException e) {
            problems.add("health checks in " + directory + " could not be run: " + e
                    + "; mend it, or set storm.health.check.dir to another directory");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("health checks were interrupted: the supervisor stops");
        }
        return problems;
    }

    private Optional<String> problem(Path script) throws IOException, InterruptedException {
        // By way of a file: a script that writes more than a pipe holds would wait for a reader.
        Path output = Files.createTempFile("health-check-", ".out");
        try {
            Process process = new ProcessBuilder(script.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(output.toFile()))
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    return lateFails
                            ? Optional.of(
                                    "took longer than " + limit.toMillis() + " ms (storm.health.check.timeout.ms)")
                            : Optional.empty();
                }
            } finally {
                // What it has started must not pile up from check to check.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Optional<String> error = errorLine(output);
            if (process.exitValue() != 0) {
                return Optional.of("exited with code " + process.exitValue()
                        + error.map(line -> ": " + line).orElse(""));
            }
            return error.map(line -> "wrote \"" + line + "\"");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Optional<String> errorLine(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(OUTPUT_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("ERROR"))
                    .findFirst();
        }
    }
}
