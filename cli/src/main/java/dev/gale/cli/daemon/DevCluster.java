package dev.gale.cli.daemon;

import dev.gale.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole cluster for one machine: ZooKeeper, a Nimbus and a supervisor in this process; workers are processes of their
 * own. Closing it stops the workers, too.
 */
public final class DevCluster implements Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(DevCluster.class);
    /** Beyond what workers are given to stop. */
    private static final Duration WORKERS_LIMIT = Duration.ofSeconds(5);

    private final Map<String, Object> conf;
    private final ZooKeeperProcess zooKeeper;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<Daemon> started = new ArrayDeque<>(); // the last first

    private NimbusProcess nimbus; // null before the start
    private SupervisorProcess supervisor; // null before the start

    /**
     * @param conf for Nimbus, supervisor and workers; where ZooKeeper is will be put there
     * @param zooKeeperData where ZooKeeper keeps its data
     * @param zooKeeperPort 0 takes any that is free
     */
    public DevCluster(Map<String, Object> conf, Path zooKeeperData, int zooKeeperPort) {
        this.conf = new LinkedHashMap<>(conf);
        this.zooKeeper = new ZooKeeperProcess(zooKeeperData, zooKeeperPort);
    }

    /** @throws IllegalArgumentException naming what is wrong with the configuration; nothing is left open */
    @Override
    public void start() throws IOException {
        boolean complete = false;
        try {
            start(zooKeeper);
            conf.put(Config.STORM_ZOOKEEPER_SERVERS, List.of(zooKeeper.address()));
            nimbus = new NimbusProcess(conf);
            start(nimbus);
            supervisor = new SupervisorProcess(conf);
            start(supervisor);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private void start(Daemon part) throws IOException {
        boolean running = false;
        try {
            part.start();
            running = true;
        } finally {
            if (!running) {
                part.close();
            }
        }
        started.push(part);
        CompletableFuture<Void> unused = part.ended().whenComplete((nothing, problem) -> {
            if (problem != null) {
                ended.completeExceptionally(problem);
            }
        });
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    public URI api() {
        return nimbus.api();
    }

    /** Whether Nimbus leads. */
    public boolean leads() {
        return nimbus.leads();
    }

    public String zooKeeperAddress() {
        return zooKeeper.address();
    }

    public List<Integer> slots() {
        return supervisor.slots();
    }

    /** By which clients of the API know what to show and what to believe. */
    public Map<String, Object> configuration() {
        return Collections.unmodifiableMap(conf);
    }

    /** Stops workers, then the rest, the last started first. One part that fails to stop doesn't keep the others running. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            Daemon part = started.pop();
            try {
                if (part == supervisor) {
                    stopWorkers();
                }
                part.close();
            } catch (RuntimeException e) {
                LOG.error("could not stop {}", part.getClass().getSimpleName(), e);
            }
        }
    }

    private void stopWorkers() {
        try {
            if (!supervisor.stopWorkers(WORKERS_LIMIT)) {
                LOG.warn("workers don't stop; gale dev with the same directory takes them over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted, so workers may run on; gale dev with the same directory takes them over");
        }
    }
}
