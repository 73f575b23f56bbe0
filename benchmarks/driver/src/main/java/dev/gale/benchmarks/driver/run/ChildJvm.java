package dev.gale.benchmarks.driver.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs, one at a time, and takes them along when this JVM is stopped. Confined to one thread. */
final class ChildJvm {
    private static final Path NOTHING = Path.of("/dev/null");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Written by the owner, read by the shutdown hook; both hold the lock. */
    private Process running;

    private boolean stopping;

    ChildJvm() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> destroy(stop()), "stop-child"));
    }

    /** From now on nothing is started; gives what runs. */
    private synchronized Process stop() {
        stopping = true;
        return running;
    }

    private synchronized Process start(List<String> command, Path log) throws IOException, InterruptedException {
        checkGoingOn();
        running = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(NOTHING.toFile())
                .start();
        return running;
    }

    private synchronized void checkGoingOn() throws InterruptedException {
        if (stopping) {
            throw new InterruptedException("this JVM is being stopped");
        }
    }

    private synchronized void ended() {
        running = null;
    }

    /**
     * Runs a program to its end.
     *
     * @param log gets everything that it prints
     * @return what went wrong; empty when it ended with exit code 0
     * @throws InterruptedException also when this JVM is being stopped
     */
    Optional<String> run(List<String> command, Path log, Duration limit) throws IOException, InterruptedException {
        Process process = start(command, log);
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.of("stopped, as it hadn't ended after " + limit.toSeconds() + " s" + lastWords(log));
            }
            checkGoingOn();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("exit code " + process.exitValue() + lastWords(log));
        } finally {
            destroy(process);
            ended();
        }
    }

    /** Also what the process has started; nothing happens when it has ended. */
    private static void destroy(Process process) {
        if (process == null) {
            return;
        }
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** The last line that says something: of a stack trace, the innermost cause. */
    private static String lastWords(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .reduce((earlier, later) -> later)
                .map(line -> ": " + line.strip())
                .orElse("");
    }
}
