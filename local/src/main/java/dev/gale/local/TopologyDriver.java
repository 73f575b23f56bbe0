package dev.gale.local;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.spout.TupleFailure;
import dev.gale.thrift.TException;
import dev.gale.utils.RegisteredGlobalState;
import dev.gale.utils.Utils;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyStats;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a topology on the test's own thread: feed a tuple, step, let virtual time pass, read what each stream got and what
 * became of each tuple. Everything happens within the calls of this object, in an order that its seed decides: the same
 * seed gives the same run, another one another interleaving. Nothing sleeps.
 *
 * <pre>{@code
 * driver.feeding("sentences").submit(topology);
 * Fed fed = driver.feed("sentences", "to be or not to be");
 * driver.run();
 * assertThat(driver.emitted("split")).contains(List.of("to"), List.of("be"));
 * assertThat(fed.isAcked()).isTrue();
 * }</pre>
 *
 * <p>Used by the thread that made it only. {@link #close} stops the topology.
 */
public final class TopologyDriver implements AutoCloseable {
    /** Under this key of the configuration, spouts and hooks find the driver that they belong to. */
    static final String DRIVER_KEY = "gale.local.driver";

    private static final String NAME = "driven";

    private final long seed;
    private final String id;
    private final LocalCluster cluster;
    private final Set<String> fed = new HashSet<>();
    private final Map<String, Deque<Fed>> feeds = new HashMap<>();
    private final List<Emitted> emitted = new ArrayList<>();
    private boolean submitted;

    /** A tuple that was fed, and what has become of it. */
    public final class Fed {
        private final String component;
        private final String stream;
        private final List<Object> values;
        private boolean acked;
        private TupleFailure failure;

        private Fed(String component, String stream, List<Object> values) {
            this.component = component;
            this.stream = stream;
            this.values = values;
        }

        String stream() {
            return stream;
        }

        List<Object> values() {
            return values;
        }

        void ack() {
            acked = true;
        }

        void fail(TupleFailure why) {
            failure = why;
        }

        /** Whether its whole tree has been processed. */
        public boolean isAcked() {
            return acked;
        }

        /** Whether and why it has failed. */
        public Optional<TupleFailure> failure() {
            return Optional.ofNullable(failure);
        }

        /** Whether it is neither acked nor failed yet. */
        public boolean isPending() {
            return !acked && failure == null;
        }

        /** Feeds the same values again, as a source would after a failure. */
        public Fed again() {
            return feed(component, stream, values);
        }

        @Override
        public String toString() {
            return component + "/" + stream + values
                    + (acked ? " acked" : failure == null ? " pending" : " " + failure);
        }
    }

    /** A tuple that some task has emitted. */
    public record Emitted(String component, int task, String stream, List<Object> values) {}

    /** @param seed decides the order in which executors run, and everything random in the runtime */
    public TopologyDriver(long seed) {
        this.seed = seed;
        this.id = RegisteredGlobalState.registerState(this);
        this.cluster =
                new LocalCluster.Builder().withDeterministicSchedule(seed).build();
    }

    static TopologyDriver of(Map<String, Object> conf) {
        return (TopologyDriver) RegisteredGlobalState.getState((String) conf.get(DRIVER_KEY));
    }

    /**
     * Replaces spouts by ones that emit what {@link #feed} is given. Call it before {@link #submit}; the other spouts of
     * the topology run as they are.
     */
    public TopologyDriver feeding(String... spouts) {
        fed.addAll(Arrays.asList(spouts));
        return this;
    }

    /** Starts a topology with no configuration of its own. */
    public TopologyDriver submit(StormTopology topology) {
        return submit(Map.of(), topology);
    }

    /**
     * Starts a topology. A driver runs one.
     *
     * @throws IllegalArgumentException when the topology is not valid, or has no spout of a name given to {@link #feeding}
     */
    public TopologyDriver submit(Map<String, Object> conf, StormTopology topology) {
        if (submitted) {
            throw new IllegalStateException("this driver runs a topology already; use one driver a topology");
        }
        submitted = true;
        StormTopology driven = topology.deepCopy();
        for (String spout : fed) {
            SpoutSpec spec = driven.get_spouts().get(spout);
            if (spec == null) {
                throw new IllegalArgumentException("the topology has no spout " + spout + " to feed; its spouts are "
                        + driven.get_spouts().keySet());
            }
            byte[] replacement = Utils.javaSerialize(new FedSpout(spout));
            driven.put_to_spouts(spout, new SpoutSpec(ComponentObject.serialized_java(replacement), spec.get_common()));
            feeds.put(spout, new ArrayDeque<>());
        }
        Map<String, Object> whole = new HashMap<>(conf);
        List<Object> hooks = new ArrayList<>();
        if (conf.get(Config.TOPOLOGY_AUTO_TASK_HOOKS) instanceof List<?> own) {
            hooks.addAll(own);
        }
        hooks.add(EmitCapture.class.getName());
        whole.put(Config.TOPOLOGY_AUTO_TASK_HOOKS, hooks);
        whole.put(DRIVER_KEY, id);
        try {
            cluster.submitTopology(NAME, whole, driven);
        } catch (TException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        run();
        return this;
    }

    // --- feeding and running ---

    /** Gives a fed spout a tuple for its default stream; it is emitted, tracked, when the topology runs. */
    public Fed feed(String spout, Object... values) {
        return feed(spout, Utils.DEFAULT_STREAM_ID, Arrays.asList(values));
    }

    /** Gives a fed spout a tuple for one of its streams. */
    public Fed feed(String spout, String stream, List<Object> values) {
        Deque<Fed> feed = feeds.get(spout);
        if (feed == null) {
            throw new IllegalArgumentException("spout " + spout + " isn't fed; call feeding(\"" + spout
                    + "\") before submit. Fed are " + feeds.keySet());
        }
        Fed tuple = new Fed(spout, stream, new ArrayList<>(values));
        feed.add(tuple);
        return tuple;
    }

    /** The next tuple to emit; null when there is none. */
    Fed next(String spout) {
        return feeds.get(spout).poll();
    }

    void onEmit(String component, int task, String stream, List<Object> values) {
        emitted.add(new Emitted(component, task, stream, values));
    }

    /** Runs until nothing is left to do at the present time. */
    public TopologyDriver run() {
        cluster.mode().deterministic().runUntilIdle();
        failIfBroken();
        return this;
    }

    /**
     * Lets one executor, chosen at random among those that may have work, run one duty cycle.
     *
     * @return false when there was none
     */
    public boolean step() {
        boolean stepped = cluster.mode().deterministic().step();
        failIfBroken();
        return stepped;
    }

    /** Lets virtual time pass, and everything run that becomes due on the way. */
    public TopologyDriver advance(Duration duration) {
        cluster.mode().advance(duration);
        failIfBroken();
        return this;
    }

    private void failIfBroken() {
        if (submitted) {
            try {
                cluster.failure(NAME).ifPresent(failure -> {
                    throw new AssertionError(
                            "the topology has failed (seed " + seed + "): " + failure.why(), failure.error());
                });
            } catch (TException e) {
                throw new IllegalStateException("the topology is gone", e);
            }
        }
    }

    // --- looking ---

    /** The values that a component's tasks have emitted on its default stream, in the order of the emits. */
    public List<List<Object>> emitted(String component) {
        return emitted(component, Utils.DEFAULT_STREAM_ID);
    }

    /** The values that a component's tasks have emitted on a stream, in the order of the emits. */
    public List<List<Object>> emitted(String component, String stream) {
        return emitted.stream()
                .filter(e -> e.component().equals(component) && e.stream().equals(stream))
                .map(Emitted::values)
                .toList();
    }

    /** Everything that was emitted, by all components on all streams, in the order of the emits. */
    public List<Emitted> emitted() {
        return Collections.unmodifiableList(emitted);
    }

    /** Exact counts of everything so far. */
    public TopologyStats stats() {
        try {
            return cluster.stats(NAME);
        } catch (TException e) {
            throw new IllegalStateException("submit a topology first", e);
        }
    }

    /** The newest errors that user code threw or reported. */
    public List<ErrorReport> errors() {
        try {
            return cluster.errors(NAME);
        } catch (TException e) {
            throw new IllegalStateException("submit a topology first", e);
        }
    }

    /** The cluster that the topology runs in, under the name {@code driven}. */
    public LocalCluster cluster() {
        return cluster;
    }

    public long seed() {
        return seed;
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } finally {
            RegisteredGlobalState.clearState(id);
        }
    }
}
