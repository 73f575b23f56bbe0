package dev.gale.supervisor.process;

import dev.gale.kernel.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Processes that aren't any: they exist here only, and do what they are told. They outlive the supervisor that started
 * them, as those of an operating system do. For tests and simulations; one thread at a time.
 */
public final class ScriptedLauncher implements ProcessLauncher {
    private static final int KILLED = 128 + 9;

    private final Clock clock;
    private final List<ScriptedProcess> alive = new ArrayList<>();
    private long lastPid = 1_000;
    private boolean refuses;
    private boolean newOnesIgnoreTerminate;
    private Runnable afterLaunch = () -> {};

    public ScriptedLauncher(Clock clock) {
        this.clock = clock;
    }

    /** Whether launches fail from now on. */
    public void setRefuses(boolean refuses) {
        this.refuses = refuses;
    }

    /** Whether processes that are started from now on don't end when they are asked to. */
    public void setNewOnesIgnoreTerminate(boolean ignore) {
        this.newOnesIgnoreTerminate = ignore;
    }

    /** Run once, when the next process has been started and before its launcher has heard of it; may throw. */
    public void afterNextLaunch(Runnable hook) {
        this.afterLaunch = hook;
    }

    /** In the order of their starts. */
    public List<ScriptedProcess> alive() {
        return List.copyOf(alive);
    }

    @Override
    public WorkerProcess launch(LaunchSpec spec) throws IOException {
        if (refuses) {
            throw new IOException("no process can be started");
        }
        lastPid++;
        ScriptedProcess process = new ScriptedProcess(
                spec, new ProcessIdentity(lastPid, Instant.ofEpochMilli(clock.epochMillis())), newOnesIgnoreTerminate);
        alive.add(process);
        Runnable hook = afterLaunch;
        afterLaunch = () -> {};
        hook.run();
        return new View(process, true);
    }

    @Override
    public Optional<WorkerProcess> find(String workerId, Optional<ProcessIdentity> recorded) {
        return alive.stream()
                .filter(process -> process.spec.workerId().equals(workerId))
                .filter(process -> recorded.isEmpty() || recorded.get().equals(process.identity))
                .findFirst()
                .map(process -> new View(process, false));
    }

    /** A process as a test sees it. */
    public final class ScriptedProcess {
        private final LaunchSpec spec;
        private final ProcessIdentity identity;
        private final boolean ignoresTerminate;
        private final List<Consumer<OptionalInt>> listeners = new ArrayList<>();
        private OptionalInt exitCode = OptionalInt.empty();

        private ScriptedProcess(LaunchSpec spec, ProcessIdentity identity, boolean ignoresTerminate) {
            this.spec = spec;
            this.identity = identity;
            this.ignoresTerminate = ignoresTerminate;
        }

        public LaunchSpec spec() {
            return spec;
        }

        public ProcessIdentity identity() {
            return identity;
        }

        /** Ends it. */
        public void exit(int code) {
            if (exitCode.isEmpty()) {
                exitCode = OptionalInt.of(code);
                alive.remove(this);
                listeners.forEach(listener -> listener.accept(exitCode));
            }
        }
    }

    private record View(ScriptedProcess process, boolean isChild) implements WorkerProcess {
        @Override
        public ProcessIdentity identity() {
            return process.identity;
        }

        @Override
        public boolean isAlive() {
            return process.exitCode.isEmpty();
        }

        @Override
        public void terminate() {
            if (!process.ignoresTerminate) {
                process.exit(0);
            }
        }

        @Override
        public void kill() {
            process.exit(KILLED);
        }

        @Override
        public void onExit(Consumer<OptionalInt> listener) {
            if (!isChild) {
                return;
            }
            if (process.exitCode.isPresent()) {
                listener.accept(process.exitCode);
            } else {
                process.listeners.add(listener);
            }
        }
    }
}
