package dev.gale;

import dev.gale.ILocalCluster.ILocalTopology;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.kernel.time.Clock;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.testing.CompletableSpout;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.testing.MkClusterParam;
import dev.gale.testing.MkTupleParam;
import dev.gale.testing.MockedSources;
import dev.gale.testing.TestJob;
import dev.gale.testing.TrackedTopology;
import dev.gale.testing.TupleCaptureBolt;
import dev.gale.thrift.TException;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.TupleImpl;
import dev.gale.utils.Time;
import dev.gale.utils.Utils;
import dev.gale.worker.TopologyRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Helpers for tests of topologies, under the names of Storm's. They work with clusters in real, in simulated and in
 * deterministic time; where a cluster's time is virtual, waiting for something lets that time pass.
 *
 * <p>To be called by the thread of the test, one cluster by one thread.
 */
public class Testing {
    /**
     * How many milliseconds of real time a test waits for anything before it fails: 10 s, or what the environment
     * variable STORM_TEST_TIMEOUT_MS says.
     */
    public static final int TEST_TIMEOUT_MS = Integer.parseInt(
            Optional.ofNullable(System.getenv("STORM_TEST_TIMEOUT_MS")).orElse("10000"));

    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How much virtual time a topology gets to become complete before it counts as stuck. */
    private static final int MOST_VIRTUAL_SECS = 3600;

    /** Sorts behind all usual ids, so that the tasks of the topology keep their numbers. */
    private static final String CAPTURER = "~capturer";

    /** Something to wait for, or to wait while it holds. */
    public interface Condition {
        boolean exec();
    }

    /** A topology whose tuples are captured. */
    public static final class CapturedTopology<T> {
        public final T topology;

        /** Has the tuples, or will have them once the topology runs. */
        public final TupleCaptureBolt capturer;

        public CapturedTopology(T topology, TupleCaptureBolt capturer) {
            this.topology = topology;
            this.capturer = capturer;
        }
    }

    // --- waiting ---

    /** As {@link #whileTimeout(long, Condition, Runnable)}, with {@link #TEST_TIMEOUT_MS}. */
    public static void whileTimeout(Condition condition, Runnable body) {
        whileTimeout(TEST_TIMEOUT_MS, condition, body);
    }

    /**
     * Calls {@code body} again and again as long as the condition holds, with a short pause after each call. In a cluster
     * with virtual time the body has to drive it or to let time pass.
     *
     * @throws AssertionError when the condition still holds after so many milliseconds of real time; with what all
     *     threads are doing
     */
    public static void whileTimeout(long timeoutMs, Condition condition, Runnable body) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (condition.exec()) {
            if (System.nanoTime() - endNs >= 0) {
                throw new AssertionError("Test timed out (" + timeoutMs + " ms), the condition still holds: "
                        + condition + "; the threads are at\n" + Utils.threadDump());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for the end of " + condition);
            }
            body.run();
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
    }

    /** Lets a cluster do something: 10 seconds of its time if that is virtual, else a moment. */
    public static void simulateWait(ILocalCluster cluster) throws InterruptedException {
        if (isVirtual(cluster)) {
            cluster.advanceClusterTime(10);
        } else {
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
    }

    private static boolean isVirtual(ILocalCluster cluster) {
        return cluster instanceof LocalCluster local && local.mode().clock().isVirtual();
    }

    /** Lets virtual time pass, in steps of a second. */
    public static void advanceClusterTime(ILocalCluster cluster, Integer secs) throws InterruptedException {
        cluster.advanceClusterTime(secs);
    }

    /** Lets virtual time pass, waiting after each step of so many seconds until nothing is left to do. */
    public static void advanceClusterTime(ILocalCluster cluster, Integer secs, Integer step)
            throws InterruptedException {
        cluster.advanceClusterTime(secs, step);
    }

    /** Runs something while {@link Time}, for all threads that have no time of their own, stands still. */
    @SuppressWarnings("try") // simulated while it is open
    public static void withSimulatedTime(Runnable code) {
        try (Time.SimulatedTime time = new Time.SimulatedTime()) {
            code.run();
        }
    }

    // --- clusters ---

    /** Runs something with a cluster in real time, and closes the cluster. Checked exceptions come wrapped. */
    public static void withLocalCluster(TestJob code) {
        withLocalCluster(new MkClusterParam(), code);
    }

    /** As {@link #withLocalCluster(TestJob)}, with a cluster that looks as {@code param} says. */
    public static void withLocalCluster(MkClusterParam param, TestJob code) {
        run(builder(param), code);
    }

    /** Runs something with a cluster whose time stands still until it is advanced. Checked exceptions come wrapped. */
    public static void withSimulatedTimeLocalCluster(TestJob code) {
        withSimulatedTimeLocalCluster(new MkClusterParam(), code);
    }

    /**
     * As {@link #withSimulatedTimeLocalCluster(TestJob)}, with a cluster that looks as {@code param} says. {@link Time}
     * shows the calling thread the cluster's time, and its sleep advances that.
     */
    public static void withSimulatedTimeLocalCluster(MkClusterParam param, TestJob code) {
        run(builder(param).withSimulatedTime(), code);
    }

    /** Runs something with a cluster for {@link TrackedTopology tracked topologies}. Checked exceptions come wrapped. */
    public static void withTrackedCluster(TestJob code) {
        withTrackedCluster(new MkClusterParam(), code);
    }

    /** As {@link #withTrackedCluster(TestJob)}, with a cluster that looks as {@code param} says. */
    public static void withTrackedCluster(MkClusterParam param, TestJob code) {
        run(builder(param).withTracked(), code);
    }

    private static LocalCluster.Builder builder(MkClusterParam param) {
        MkClusterParam given = param == null ? new MkClusterParam() : param;
        LocalCluster.Builder builder = new LocalCluster.Builder().withDaemonConf(given.getDaemonConf());
        if (given.getSupervisors() != null) {
            builder.withSupervisors(given.getSupervisors());
        }
        if (given.getPortsPerSupervisor() != null) {
            builder.withPortsPerSupervisor(given.getPortsPerSupervisor());
        }
        return builder;
    }

    private static void run(LocalCluster.Builder builder, TestJob code) {
        try (LocalCluster cluster = builder.build()) {
            if (isVirtual(cluster)) {
                runInTimeOf(cluster, code);
            } else {
                code.run(cluster);
            }
        } catch (Exception e) {
            throw Utils.wrapInRuntime(e);
        }
    }

    private static void runInTimeOf(LocalCluster cluster, TestJob code) throws Exception {
        Clock clock = cluster.mode().clock();
        Time.Source before = Time.setThreadSource(new Time.Source() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public long currentTimeMillis() {
                return clock.epochMillis();
            }

            @Override
            public void sleepNanos(long nanos) throws InterruptedException {
                if (nanos > 0) {
                    cluster.advanceTime(Duration.ofNanos(nanos));
                }
            }
        });
        try {
            code.run(cluster);
        } finally {
            Time.setThreadSource(before);
        }
    }

    /**
     * A cluster in real time, to be closed by the caller.
     *
     * @param clusterConf {@code supervisors} and {@code ports-per-supervisor}, numbers, and {@code daemon-conf}, a map;
     *     each may be missing, other keys have no effect
     */
    public static ILocalCluster getLocalCluster(Map<String, Object> clusterConf) {
        MkClusterParam param = new MkClusterParam();
        param.setSupervisors(number(clusterConf, "supervisors"));
        param.setPortsPerSupervisor(number(clusterConf, "ports-per-supervisor"));
        Map<String, Object> daemonConf = new LinkedHashMap<>();
        if (clusterConf.get("daemon-conf") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> daemonConf.put(String.valueOf(key), value));
        }
        param.setDaemonConf(daemonConf);
        return builder(param).build();
    }

    private static Integer number(Map<String, Object> clusterConf, String key) {
        Object value = clusterConf.get(key);
        if (value == null || value instanceof Number) {
            return value == null ? null : ((Number) value).intValue();
        }
        throw new IllegalArgumentException(key + " must be a number, found " + value);
    }

    // --- whole topologies ---

    /** As {@link #completeTopology(ILocalCluster, StormTopology, CompleteTopologyParam)}, with nothing mocked. */
    public static Map<String, List<FixedTuple>> completeTopology(ILocalCluster cluster, StormTopology topology)
            throws InterruptedException, TException {
        return completeTopology(cluster, topology, new CompleteTopologyParam());
    }

    /**
     * Runs a topology until its spouts have emitted everything, all that is tracked was acked or failed and nothing is
     * under way; then kills it. If the cluster's time is virtual, time passes until then, up to an hour.
     *
     * @return what each component has emitted, in the order of arrival; components that emitted nothing are absent. What
     *     went out on streams that are declared as direct is not in it
     * @throws IllegalArgumentException when a mocked source is none of the topology's spouts or doesn't declare what it
     *     shall emit, or a spout that isn't mocked is no {@link CompletableSpout}
     * @throws AssertionError when the topology isn't complete in time or has stopped by itself
     */
    @SuppressWarnings("try") // the topology runs while it is open
    public static Map<String, List<FixedTuple>> completeTopology(
            ILocalCluster cluster, StormTopology topology, CompleteTopologyParam param)
            throws TException, InterruptedException {
        CapturedTopology<StormTopology> captured = captureTopology(topology);
        mock(captured.topology, param.getMockedSources());
        Map<String, CompletableSpout> spouts = completableSpouts(captured.topology);
        TrackedTopology tracked = new TrackedTopology(captured.topology, cluster);
        String name = param.getTopologyName() == null ? "topologytest-" + Utils.uuid() : param.getTopologyName();
        spouts.values().forEach(CompletableSpout::startup);
        try (ILocalTopology running = cluster.submitTopology(name, param.getStormConf(), tracked)) {
            awaitCompletion((LocalCluster) cluster, tracked, spouts, param.getTimeoutMs());
        } finally {
            if (param.getCleanupState()) {
                spouts.values().forEach(CompletableSpout::clean);
            }
        }
        return captured.capturer.getAndRemoveResults();
    }

    private static void mock(StormTopology topology, MockedSources sources) {
        sources.getData().forEach((id, tuples) -> {
            SpoutSpec spout = topology.get_spouts().get(id);
            if (spout == null) {
                throw new IllegalArgumentException(
                        "There is no spout " + id + " to be mocked; the topology's spouts are "
                                + topology.get_spouts().keySet());
            }
            Map<String, StreamInfo> streams = spout.get_common().get_streams();
            for (FixedTuple tuple : tuples) {
                StreamInfo stream = streams.get(tuple.stream);
                if (stream == null) {
                    throw new IllegalArgumentException("Mocked spout " + id + " can't emit " + tuple
                            + ": it declares no stream " + tuple.stream + " but " + streams.keySet());
                }
                if (stream.get_output_fields().size() != tuple.values.size()) {
                    throw new IllegalArgumentException("Mocked spout " + id + " can't emit " + tuple + ": its stream "
                            + tuple.stream + " has the fields " + stream.get_output_fields());
                }
            }
            spout.set_spout_object(serialized(new FixedTupleSpout(tuples)));
        });
    }

    private static ComponentObject serialized(Object component) {
        return ComponentObject.serialized_java(Utils.javaSerialize(component));
    }

    private static Map<String, CompletableSpout> completableSpouts(StormTopology topology) {
        Map<String, CompletableSpout> spouts = new LinkedHashMap<>();
        topology.get_spouts().forEach((id, spec) -> {
            Object spout = Utils.getSetComponentObject(spec.get_spout_object());
            if (!(spout instanceof CompletableSpout completable)) {
                throw new IllegalArgumentException(
                        "Cannot complete topology unless every spout is a CompletableSpout (or"
                                + " mocked to be); spout " + id + " is a "
                                + spout.getClass().getName());
            }
            spouts.put(id, completable);
        });
        return spouts;
    }

    private static void awaitCompletion(
            LocalCluster cluster, TrackedTopology topology, Map<String, CompletableSpout> spouts, int timeoutMs)
            throws TException, InterruptedException {
        Condition open = () -> {
            failIfStopped(cluster, topology.name());
            return !spouts.values().stream().allMatch(CompletableSpout::isExhausted) || !topology.isWorkedOff();
        };
        try {
            if (isVirtual(cluster)) {
                cluster.waitForIdle(timeoutMs);
                for (int secs = 0; open.exec(); secs++) {
                    if (secs == MOST_VIRTUAL_SECS) {
                        throw new AssertionError(secs + " seconds of virtual time have passed");
                    }
                    cluster.advanceClusterTime(1);
                }
            } else {
                whileTimeout(timeoutMs, open, () -> {});
            }
        } catch (AssertionError error) {
            List<String> left = spouts.entrySet().stream()
                    .filter(spout -> !spout.getValue().isExhausted())
                    .map(Map.Entry::getKey)
                    .toList();
            String name = topology.name();
            throw new AssertionError(
                    "topology " + name + " is not complete: "
                            + (left.isEmpty() ? "tuples are under way" : "spouts " + left + " are not exhausted") + "; "
                            + cluster.stats(name) + "; errors: " + cluster.errors(name),
                    error);
        }
    }

    private static void failIfStopped(LocalCluster cluster, String name) {
        Optional<TopologyRuntime.Failure> failure;
        try {
            failure = cluster.failure(name);
        } catch (TException e) {
            throw new AssertionError("topology " + name + " is gone before it was complete", e);
        }
        failure.ifPresent(stop -> {
            throw new AssertionError("topology " + name + " has stopped by itself: " + stop.why(), stop.error());
        });
    }

    /**
     * A copy of a topology with a bolt that captures what all components emit, except on streams that are declared as
     * direct: subscribing to those in any way would change what may be emitted on them.
     */
    public static CapturedTopology<StormTopology> captureTopology(StormTopology topology) {
        StormTopology copy = topology.deepCopy();
        TupleCaptureBolt capturer = new TupleCaptureBolt();
        ComponentCommon common = new ComponentCommon();
        common.set_parallelism_hint(1);
        copy.get_spouts().forEach((id, spout) -> subscribe(common, id, spout.get_common()));
        copy.get_bolts().forEach((id, bolt) -> subscribe(common, id, bolt.get_common()));
        copy.put_to_bolts(freeId(copy), new Bolt(serialized(capturer), common));
        return new CapturedTopology<>(copy, capturer);
    }

    private static void subscribe(ComponentCommon capturer, String component, ComponentCommon common) {
        common.get_streams().forEach((stream, info) -> {
            if (!info.is_direct()) {
                // No fields: everything to one task.
                capturer.get_inputs().put(new GlobalStreamId(component, stream), Grouping.fields(List.of()));
            }
        });
    }

    private static String freeId(StormTopology topology) {
        String id = CAPTURER;
        while (topology.get_spouts().containsKey(id) || topology.get_bolts().containsKey(id)) {
            id = "~" + id;
        }
        return id;
    }

    // --- tracked topologies ---

    /** A topology that can be waited for; to be submitted to that cluster by the caller. */
    public static TrackedTopology mkTrackedTopology(ILocalCluster cluster, StormTopology topology) {
        return new TrackedTopology(topology, cluster);
    }

    /** A topology that can be waited for and whose tuples are captured; to be submitted by the caller. */
    public static CapturedTopology<TrackedTopology> trackAndCaptureTopology(
            ILocalCluster cluster, StormTopology topology) {
        CapturedTopology<StormTopology> captured = captureTopology(topology);
        return new CapturedTopology<>(new TrackedTopology(captured.topology, cluster), captured.capturer);
    }

    /** @see TrackedTopology#trackedWait() */
    public static void trackedWait(CapturedTopology<TrackedTopology> topo) {
        topo.topology.trackedWait();
    }

    /** @see TrackedTopology#trackedWait(int) */
    public static void trackedWait(CapturedTopology<TrackedTopology> topo, Integer amt) {
        topo.topology.trackedWait(amt);
    }

    /** @see TrackedTopology#trackedWait(int, int) */
    public static void trackedWait(CapturedTopology<TrackedTopology> topo, Integer amt, Integer timeoutMs) {
        topo.topology.trackedWait(amt, timeoutMs);
    }

    /** @see TrackedTopology#trackedWait() */
    public static void trackedWait(TrackedTopology topo) {
        topo.trackedWait();
    }

    /** @see TrackedTopology#trackedWait(int) */
    public static void trackedWait(TrackedTopology topo, Integer amt) {
        topo.trackedWait(amt);
    }

    /** @see TrackedTopology#trackedWait(int, int) */
    public static void trackedWait(TrackedTopology topo, Integer amt, Integer timeoutMs) {
        topo.trackedWait(amt, timeoutMs);
    }

    /** @see TrackedTopology#globalAmt(String, String) */
    public static int globalAmt(String id, String key) {
        return TrackedTopology.globalAmt(id, key);
    }

    // --- values ---

    /** What a component has emitted on the stream {@code default}; empty if nothing. */
    public static List<List<Object>> readTuples(Map<String, List<FixedTuple>> results, String componentId) {
        return readTuples(results, componentId, Utils.DEFAULT_STREAM_ID);
    }

    /** What a component has emitted on a stream; empty if nothing. */
    public static List<List<Object>> readTuples(
            Map<String, List<FixedTuple>> results, String componentId, String streamId) {
        List<List<Object>> values = new ArrayList<>();
        for (FixedTuple tuple : results.getOrDefault(componentId, List.of())) {
            if (tuple.stream.equals(streamId)) {
                values.add(tuple.values);
            }
        }
        return values;
    }

    /** Whether a condition holds for all. */
    public static <T> boolean isEvery(Collection<T> data, Predicate<T> pred) {
        return data.stream().allMatch(pred);
    }

    /** How often each element occurs. */
    public static <T> Map<T, Integer> multiset(Collection<T> elements) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        elements.forEach(element -> counts.merge(element, 1, Integer::sum));
        return counts;
    }

    /** Whether two collections have the same elements, each equally often, in whatever order. */
    public static <T> boolean multiseteq(Collection<T> a, Collection<T> b) {
        return multiset(a).equals(multiset(b));
    }

    /** A tuple with the fields {@code field1}, {@code field2}, … from task 1 of the component {@code component}. */
    public static Tuple testTuple(List<Object> values) {
        return testTuple(values, new MkTupleParam());
    }

    /** As {@link #testTuple(List)}, where {@code param} doesn't say otherwise. */
    public static Tuple testTuple(List<Object> values, MkTupleParam param) {
        String stream = Optional.ofNullable(param.getStream()).orElse(Utils.DEFAULT_STREAM_ID);
        String component = Optional.ofNullable(param.getComponent()).orElse("component");
        List<String> fields = Optional.ofNullable(param.getFields())
                .orElseGet(() -> IntStream.rangeClosed(1, values.size())
                        .mapToObj(i -> "field" + i)
                        .toList());
        int task = 1;
        GeneralTopologyContext context = new GeneralTopologyContext(
                new StormTopology(),
                Map.of(),
                Map.of(task, component),
                Map.of(component, List.of(task)),
                Map.of(component, Map.of(stream, new Fields(fields))),
                "test-topology-1");
        return new TupleImpl(context, values, component, task, stream);
    }
}
