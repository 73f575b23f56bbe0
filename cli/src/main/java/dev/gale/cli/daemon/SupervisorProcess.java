package dev.gale.cli.daemon;

import dev.gale.kernel.time.SystemClock;
import dev.gale.supervisor.SupervisorDaemon;
import dev.gale.supervisor.config.SupervisorConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A supervisor. Closing it leaves its workers running, for the next one on this machine. */
public final class SupervisorProcess implements Daemon {
    private final List<Integer> slots;
    private final SupervisorDaemon daemon;

    /** @throws IllegalArgumentException naming what is wrong with the configuration */
    public SupervisorProcess(Map<String, Object> conf) {
        slots = SupervisorConfig.from(conf).slotPorts();
        daemon = new SupervisorDaemon(conf, SystemClock.INSTANCE);
    }

    @Override
    public void start() throws IOException {
        daemon.start();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return daemon.ended();
    }

    /** The ports of its slots, one for a worker each. */
    public List<Integer> slots() {
        return slots;
    }

    /**
     * Stops its workers for good. After the start, before the close.
     *
     * @param limit beyond what workers are given to stop
     * @return whether all have ended
     */
    public boolean stopWorkers(Duration limit) throws InterruptedException {
        return daemon.stopWorkers(limit);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
