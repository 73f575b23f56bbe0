package dev.gale.local.submit;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologySummary;
import dev.gale.local.LocalNimbus.Status;
import dev.gale.thrift.TException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A local cluster and a way to wait for the end of what was submitted to it. Any thread may submit; one closes. */
final class LocalRun implements SubmissionTarget, AutoCloseable {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LocalCluster cluster;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param conf for all topologies; their own wins */
    LocalRun(Map<String, Object> conf) {
        this.cluster = new LocalCluster.Builder()
                .withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true)
                .withDaemonConf(conf)
                .build();
    }

    @Override
    public void submit(
            String name,
            Map<String, Object> conf,
            StormTopology topology,
            SubmitOptions options,
            StormSubmitter.ProgressListener listener)
            throws AlreadyAliveException, InvalidTopologyException {
        try {
            cluster.submitTopologyWithOpts(name, conf, topology, options);
        } catch (AlreadyAliveException | InvalidTopologyException e) {
            throw e;
        } catch (TException e) {
            throw new IllegalStateException("a local cluster refused topology " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until no topology runs any more, the time is over or this was closed.
     *
     * @param limit null to wait as long as it takes
     * @return whether no topology ran any more
     */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        long startNs = System.nanoTime();
        while (runs()) {
            long waitNs = LOOK_INTERVAL_NS;
            if (limit != null) {
                waitNs = Math.min(waitNs, limit.toNanos() - (System.nanoTime() - startNs));
            }
            if (waitNs <= 0 || closed.await(waitNs, TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a topology that has not stopped by itself. */
    boolean runs() {
        return cluster.getTopologySummaries().stream()
                .map(TopologySummary::get_status)
                .anyMatch(status -> !status.equals(Status.FAILED.name()));
    }

    /** Why topologies have stopped by themselves, a sentence each; empty if none has. */
    String failures() throws TException {
        StringBuilder sentences = new StringBuilder();
        for (TopologySummary topology : cluster.getTopologySummaries()) {
            cluster.failure(topology.get_name())
                    .ifPresent(failure -> sentences.append(
                            "Topology " + topology.get_name() + " has failed: " + failure.why() + ". "));
        }
        return sentences.toString();
    }

    /** Kills all topologies at once and ends all threads. May be repeated. */
    @Override
    public void close() {
        closed.countDown();
        cluster.close();
    }
}
