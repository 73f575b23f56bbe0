package dev.gale.examples.run;

import com.codahale.metrics.MetricRegistry;
import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.thrift.TException;
import dev.gale.worker.TopologyRuntime.Failure;
import dev.gale.worker.report.TopologyStats;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One topology in a cluster of its own, from its start to its end.
 *
 * @param end why it ended
 * @param stats what it had done by then
 * @param elapsed from its start to its end, without building the cluster up and down
 * @param metrics what its spouts and bolts have registered
 * @param failure why it stopped by itself; empty unless {@code end} says so
 */
public record LocalRun(
        End end, TopologyStats stats, Duration elapsed, MetricRegistry metrics, Optional<Failure> failure) {
    /** Why a run ended. */
    public enum End {
        /** All is done. */
        COMPLETE,
        /** It was asked to stop. */
        STOPPED,
        /** The topology stopped by itself. */
        FAILED
    }

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(3);

    /**
     * Runs a topology until it is complete, stopped or failed, and closes its cluster: when this returns, no user code
     * runs any more.
     *
     * @param complete says from what the topology has done, and the metrics of its components, whether that is all
     * @throws UsageProblem when the topology or its configuration is refused
     */
    public static LocalRun of(
            String name,
            Config conf,
            StormTopology topology,
            BiPredicate<TopologyStats, MetricRegistry> complete,
            StopSignal stop,
            ProgressLine progress)
            throws UsageProblem, InterruptedException {
        try (LocalCluster cluster = cluster(conf)) {
            submit(cluster, name, conf, topology);
            long startedNs = System.nanoTime();
            End end = await(cluster, name, complete, stop, progress);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNs);
            progress.clear();
            if (end != End.FAILED) {
                drain(cluster, name);
            }
            return new LocalRun(end, cluster.stats(name), elapsed, cluster.metrics(name), cluster.failure(name));
        } catch (NotAliveException e) {
            throw new IllegalStateException("nobody but this method ends the topology", e);
        }
    }

    private static LocalCluster cluster(Config conf) {
        int workers = conf.get(Config.TOPOLOGY_WORKERS) instanceof Number number ? number.intValue() : 1;
        return new LocalCluster.Builder()
                .withSupervisors(1)
                .withPortsPerSupervisor(Math.max(1, workers))
                .withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true)
                .build();
    }

    private static void submit(LocalCluster cluster, String name, Config conf, StormTopology topology)
            throws UsageProblem {
        try {
            cluster.submitTopology(name, conf, topology);
        } catch (InvalidTopologyException | IllegalArgumentException e) {
            throw new UsageProblem(e.getMessage(), e);
        } catch (TException e) {
            throw new IllegalStateException("a new cluster took no topology: " + e.getMessage(), e);
        }
    }

    private static End await(
            LocalCluster cluster,
            String name,
            BiPredicate<TopologyStats, MetricRegistry> complete,
            StopSignal stop,
            ProgressLine progress)
            throws NotAliveException, InterruptedException {
        while (true) {
            if (cluster.failure(name).isPresent()) {
                return End.FAILED;
            }
            TopologyStats stats = cluster.stats(name);
            if (complete.test(stats, cluster.metrics(name))) {
                return End.COMPLETE;
            }
            if (stop.await(POLL_INTERVAL)) {
                return End.STOPPED;
            }
            progress.update(stats);
        }
    }

    /** Lets what is in flight come through, so that counts of spouts and bolts fit together. */
    private static void drain(LocalCluster cluster, String name) throws NotAliveException, InterruptedException {
        cluster.deactivate(name);
        cluster.mode().scheduler().awaitIdle(LONGEST_DRAIN);
    }

    /** Why the topology stopped by itself, as one line. */
    public String failureText() {
        return failure.map(found -> "the topology has stopped: " + found.why() + ": " + rootMessage(found.error()))
                .orElse("the topology has not failed");
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
