package dev.gale.supervisor.process;

import dev.gale.kernel.time.Clock;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Processes of the operating system. Their output goes straight to a file, so that neither a stop nor a hang of this
 * process holds them up or loses what they write.
 */
public final class OsProcessLauncher implements ProcessLauncher {
    /** The system tells start times in relation to its own, which shifts a little when the clock is set right. */
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

    private final Clock clock;

    public OsProcessLauncher(Clock clock) {
        this.clock = clock;
    }

    @Override
    public WorkerProcess launch(LaunchSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        // Nothing is ever written to it; whoever reads sees the end.
        process.getOutputStream().close();
        return new Child(process, identity(process.toHandle()));
    }

    @Override
    public Optional<WorkerProcess> find(String workerId, Optional<ProcessIdentity> recorded) {
        String mark = LaunchSpec.mark(workerId);
        if (recorded.isPresent()) {
            return ProcessHandle.of(recorded.get().pid())
                    .filter(handle -> isWorker(handle, mark, recorded.get().startedAt()))
                    .map(handle -> new Found(handle, recorded.get()));
        }
        return ProcessHandle.allProcesses()
                .filter(handle -> isAlive(handle) && hasMark(handle, mark).orElse(false))
                .findFirst()
                .map(handle -> new Found(handle, identity(handle)));
    }

    private ProcessIdentity identity(ProcessHandle handle) {
        // Not known any more of a process that has ended at once.
        return new ProcessIdentity(
                handle.pid(), handle.info().startInstant().orElseGet(() -> Instant.ofEpochMilli(clock.epochMillis())));
    }

    /** By its argument, which no other process has; where arguments can't be read, by the time of its start. */
    private static boolean isWorker(ProcessHandle handle, String mark, Instant startedAt) {
        return isAlive(handle)
                && hasMark(handle, mark)
                        .orElseGet(() -> handle.info()
                                .startInstant()
                                .map(start ->
                                        Duration.between(start, startedAt).abs().compareTo(START_TIME_TOLERANCE) <= 0)
                                .orElse(false));
    }

    /** Empty when the arguments can't be read. */
    private static Optional<Boolean> hasMark(ProcessHandle handle, String mark) {
        ProcessHandle.Info info = handle.info();
        // The line, as arguments() is empty when there are more than the system shows.
        return info.commandLine()
                .filter(line -> !line.equals(info.command().orElse(null)))
                .map(line -> line.contains(mark));
    }

    /** A process that has ended, but whose parent never asks for its exit code, seems alive; it has no command any more. */
    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    private static void killAll(ProcessHandle handle) {
        // First those below: when their parent has gone, nobody knows whose they were.
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
    }

    private record Child(Process process, ProcessIdentity identity) implements WorkerProcess {
        @Override
        public boolean isChild() {
            return true;
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void terminate() {
            process.destroy();
        }

        @Override
        public void kill() {
            killAll(process.toHandle());
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // It only tells the listener.
        public void onExit(Consumer<OptionalInt> listener) {
            process.onExit().thenAccept(ended -> listener.accept(OptionalInt.of(ended.exitValue())));
        }
    }

    private record Found(ProcessHandle handle, ProcessIdentity identity) implements WorkerProcess {
        @Override
        public boolean isChild() {
            return false;
        }

        @Override
        public boolean isAlive() {
            return OsProcessLauncher.isAlive(handle);
        }

        @Override
        public void terminate() {
            handle.destroy();
        }

        @Override
        public void kill() {
            killAll(handle);
        }

        @Override
        public void onExit(Consumer<OptionalInt> listener) {
            // To be asked for with isAlive: the JDK itself only looks every few seconds.
        }
    }
}
