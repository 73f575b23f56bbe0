package dev.gale.testing;

import dev.gale.ILocalCluster;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.utils.Utils;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;

/**
 * A topology of which a test wants to know when it has worked off what it was fed. Every local cluster counts exactly
 * anyway, so this only remembers under which name it runs and how much of it was waited for. Used by one thread.
 */
public class TrackedTopology {
    /** All there are, for those who know only the id of the cluster. Guarded by itself. */
    private static final List<WeakReference<TrackedTopology>> ALL = new ArrayList<>();

    private static final Duration IDLE_LOOK = Duration.ofMillis(20);

    private final StormTopology topology;
    private final LocalCluster cluster;
    private String name;
    /** How many tuples from spouts have been waited for. */
    private long awaited;

    /** @param cluster where the topology will be submitted; has to be a {@link LocalCluster}, which counts */
    public TrackedTopology(StormTopology topology, ILocalCluster cluster) {
        if (!(cluster instanceof LocalCluster local)) {
            throw new IllegalArgumentException("a TrackedTopology needs a LocalCluster, which counts tuples, found "
                    + (cluster == null ? "null" : cluster.getClass().getName()));
        }
        this.topology = topology;
        this.cluster = local;
        synchronized (ALL) {
            ALL.removeIf(reference -> reference.get() == null);
            ALL.add(new WeakReference<>(this));
        }
    }

    public StormTopology getTopology() {
        return topology;
    }

    public ILocalCluster getCluster() {
        return cluster;
    }

    /** Called by the cluster when the topology is submitted. */
    public void submittedAs(String submittedName) {
        this.name = submittedName;
        this.awaited = 0;
    }

    /** The name it runs under; null before it was submitted. */
    public String name() {
        return name;
    }

    /** Waits for one more tuple from the spouts, as {@link #trackedWait(int, int)}. */
    public void trackedWait() {
        trackedWait(1);
    }

    /** Waits for some more tuples from the spouts, as {@link #trackedWait(int, int)}. */
    public void trackedWait(int amt) {
        trackedWait(amt, Testing.TEST_TIMEOUT_MS);
    }

    /**
     * Waits until spouts have emitted {@code amt} more tuples than those waited for before, and all that they and bolts
     * have emitted was executed. If it is the cluster's only topology, what became of the tuples has also reached the
     * spouts then. A deterministic cluster is driven, without letting time pass.
     *
     * @throws AssertionError when that isn't so within {@code timeoutMs} of real time, or, in a deterministic cluster,
     *     when nothing is left to do and still it isn't so
     */
    public void trackedWait(int amt, int timeoutMs) {
        long target = awaited + amt;
        if (cluster.mode().isDeterministic()) {
            drive(target, timeoutMs);
        } else {
            try {
                Testing.whileTimeout(timeoutMs, () -> !hasWorkedOff(target), () -> {});
            } catch (AssertionError timeout) {
                throw new AssertionError(difference(target), timeout);
            }
        }
        awaited = target;
    }

    private void drive(long target, int timeoutMs) {
        try {
            cluster.waitForIdle(timeoutMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while driving topology " + name, e);
        }
        if (!hasWorkedOff(target)) {
            throw new AssertionError(difference(target) + " No executor has anything to do at this moment: feed more,"
                    + " or let time pass by advanceClusterTime");
        }
    }

    private boolean hasWorkedOff(long target) {
        return spoutEmitted(stats()) >= target && isWorkedOff();
    }

    /**
     * Whether all that spouts and bolts have emitted was executed and, if that can be told, nothing else is under way
     * either.
     */
    public boolean isWorkedOff() {
        // Executed is read first: whatever it counts was counted as sent before, so equal numbers mean that at the
        // first reading nothing was under way.
        long executed = processed(stats());
        return transferred(stats()) == executed && isIdle();
    }

    /** Whether acks are through too; can't be told while another topology keeps the cluster busy. */
    private boolean isIdle() {
        if (cluster.getTopologySummaries().size() > 1) {
            return true;
        }
        try {
            return cluster.mode().scheduler().awaitIdle(IDLE_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String difference(long target) {
        TopologyStats stats = stats();
        return "topology " + name + " has not worked off what it was fed: spouts emitted " + spoutEmitted(stats)
                + " tuples, " + target + " are waited for; " + transferred(stats) + " copies were sent to bolts, "
                + processed(stats) + " of them executed. " + stats;
    }

    /**
     * A number of all tasks together since the topology was submitted.
     *
     * @param key {@code spout-emitted}: tuples that spouts have emitted; {@code transferred}: copies that were sent to
     *     bolts; {@code processed}: copies that bolts have executed
     */
    public int globalAmt(String key) {
        TopologyStats stats = stats();
        return Math.toIntExact(
                switch (key) {
                    case TrackerCounts.SPOUT_EMITTED -> spoutEmitted(stats);
                    case TrackerCounts.TRANSFERRED -> transferred(stats);
                    case TrackerCounts.PROCESSED -> processed(stats);
                    default ->
                        throw new IllegalArgumentException("expected " + TrackerCounts.SPOUT_EMITTED + ", "
                                + TrackerCounts.TRANSFERRED + " or " + TrackerCounts.PROCESSED + ", found " + key);
                });
    }

    /**
     * The sum of a number over the tracked topologies that run in a cluster, and of what {@link SpoutTracker}s and {@link
     * BoltTracker}s have counted under the id.
     *
     * @param trackedId id of the cluster, or of the trackers
     */
    public static int globalAmt(String trackedId, String key) {
        List<TrackedTopology> tracked;
        synchronized (ALL) {
            tracked = ALL.stream().map(WeakReference::get).toList();
        }
        int sum = TrackerCounts.get(trackedId, key);
        for (TrackedTopology each : tracked) {
            if (each != null && trackedId.equals(each.cluster.getTrackedId()) && each.runs()) {
                sum += each.globalAmt(key);
            }
        }
        return sum;
    }

    private boolean runs() {
        return name != null
                && cluster.getTopologySummaries().stream()
                        .anyMatch(summary -> summary.get_name().equals(name));
    }

    private TopologyStats stats() {
        if (name == null) {
            throw new IllegalStateException("this TrackedTopology was not submitted; pass it itself, not its topology,"
                    + " to submitTopology of the cluster");
        }
        try {
            return cluster.stats(name);
        } catch (NotAliveException e) {
            throw new IllegalStateException("topology " + name + " doesn't run any more", e);
        }
    }

    private static long spoutEmitted(TopologyStats stats) {
        return stats.components().stream()
                .filter(ComponentStats::spout)
                .flatMap(component -> component.out().entrySet().stream())
                .filter(stream -> !Utils.isSystemId(stream.getKey()))
                .map(Entry::getValue)
                .mapToLong(TopologyStats.OutStats::emitted)
                .sum();
    }

    private static long transferred(TopologyStats stats) {
        return stats.components().stream()
                .mapToLong(ComponentStats::transferred)
                .sum();
    }

    /** Without ticks, which nobody has emitted. */
    private static long processed(TopologyStats stats) {
        return stats.components().stream()
                .flatMap(component -> component.in().entrySet().stream())
                .filter(stream -> !Utils.isSystemId(stream.getKey().get_componentId()))
                .map(Entry::getValue)
                .mapToLong(TopologyStats.InStats::executed)
                .sum();
    }
}
