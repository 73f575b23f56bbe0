package dev.gale.cli.daemon;

import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.nimbus.NimbusDaemon;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A Nimbus that finds its cluster in ZooKeeper. */
public final class NimbusProcess implements Daemon {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final DedicatedScheduler scheduler;
    private final NimbusDaemon daemon;

    /** @throws IllegalArgumentException naming what is wrong with the configuration */
    public NimbusProcess(Map<String, Object> conf) {
        CoordinationSettings zooKeeper = CoordinationSettings.from(conf);
        scheduler = new DedicatedScheduler(
                SystemClock.INSTANCE, (agent, error) -> ended.completeExceptionally(error), ThreadHook.NONE);
        daemon = new NimbusDaemon(
                conf,
                callbacks -> new ZooKeeperClusterState(zooKeeper, callbacks),
                new WorkersCheck(),
                scheduler,
                SystemClock.INSTANCE,
                () -> ended.completeExceptionally(
                        new IllegalStateException("another Nimbus of the same host and port has taken its place")));
    }

    @Override
    public void start() throws IOException {
        daemon.start();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Whether it leads now; after the start. */
    public boolean leads() {
        return daemon.leads();
    }

    /** Where its API is; after the start. */
    public URI api() {
        return daemon.api();
    }

    @Override
    public void close() {
        daemon.close();
        scheduler.close();
    }
}
