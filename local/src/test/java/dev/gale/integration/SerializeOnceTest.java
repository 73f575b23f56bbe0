package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.AckFailMapTracker;
import dev.gale.testing.FeederSpout;
import dev.gale.testing.TrackedTopology;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tuple that goes to several executors of other workers is serialized once. */
class SerializeOnceTest {
    private static final int TUPLES = 40;

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final String arrivalsId = RegisteredGlobalState.registerState(arrivals);
    private final AckFailMapTracker outcomes = new AckFailMapTracker();
    private final FeederSpout feeder = new FeederSpout(new Fields("counted", "word"));

    private record Arrival(int port, int task, String values) {}

    /** Knows how often it was serialized; fails when its number is negative. */
    private static final class Counted {
        private final int number;
        private final AtomicInteger writes = new AtomicInteger();

        Counted(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return "counted " + number;
        }
    }

    public static final class CountingSerializer extends Serializer<Counted> {
        @Override
        public void write(Kryo kryo, Output output, Counted counted) {
            counted.writes.incrementAndGet();
            output.writeInt(counted.number);
            if (counted.number < 0) {
                throw new IllegalStateException("negative");
            }
        }

        @Override
        public Counted read(Kryo kryo, Input input, Class<? extends Counted> type) {
            return new Counted(input.readInt());
        }
    }

    private static final class Receiver extends BaseRichBolt {
        private final String arrivalsId;
        private transient TopologyContext context;
        private transient OutputCollector collector;

        Receiver(String arrivalsId) {
            this.arrivalsId = arrivalsId;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.context = context;
            this.collector = collector;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void execute(Tuple input) {
            ((Queue<Arrival>) RegisteredGlobalState.getState(arrivalsId))
                    .add(new Arrival(
                            context.getThisWorkerPort(),
                            context.getThisTaskId(),
                            input.getValues().toString()));
            collector.ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    @AfterEach
    void forget() {
        RegisteredGlobalState.clearState(arrivalsId);
    }

    private Receiver receiver() {
        return new Receiver(arrivalsId);
    }

    private TrackedTopology submit(LocalCluster cluster, TopologyBuilder builder, int workers) throws Exception {
        feeder.setAckFailDelegate(outcomes);
        builder.setSpout("feeder", feeder);
        Config conf = new Config();
        conf.setNumWorkers(workers);
        conf.registerSerialization(Counted.class, CountingSerializer.class);
        TrackedTopology tracked = new TrackedTopology(builder.createTopology(), cluster);
        cluster.submitTopology("once", conf, tracked);
        return tracked;
    }

    /** Feeds tuples and waits until they have been worked off. */
    private List<Counted> run(TrackedTopology tracked) {
        List<Counted> fed = new ArrayList<>();
        for (int i = 0; i < TUPLES; i++) {
            Counted counted = new Counted(i);
            fed.add(counted);
            feeder.feed(new Values(counted, "word"), i);
        }
        tracked.trackedWait(TUPLES);
        return fed;
    }

    private static void drive(LocalCluster cluster) {
        try {
            cluster.waitForIdle(60_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ports(Queue<Arrival> arrivals) {
        return arrivals.stream()
                .map(arrival -> "port " + arrival.port())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldSerializeAnAllGroupedTupleOnce(ClusterKind kind) throws Exception {
        // given: 9 executors on 3 workers, so at least 6 tasks on the two that aren't the spout's
        TopologyBuilder builder = new TopologyBuilder();
        builder.setBolt("receivers", receiver(), 8).allGrouping("feeder");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = submit(cluster, builder, 3);

            // when
            List<Counted> fed = run(tracked);

            // then
            assertThat(ports(arrivals)).hasSize(3);
            assertThat(fed).extracting(counted -> counted.writes.get()).containsOnly(1);
            assertThat(arrivals).hasSize(8 * TUPLES);
            for (Counted counted : fed) {
                assertThat(arrivals)
                        .filteredOn(arrival -> arrival.values().equals("[" + counted + ", word]"))
                        .extracting(Arrival::task)
                        .doesNotHaveDuplicates()
                        .hasSize(8);
            }
            for (int i = 0; i < TUPLES; i++) {
                assertThat(outcomes.isAcked(i)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldSerializeATupleOnceWhenSeveralBoltsSubscribeToIt(ClusterKind kind) throws Exception {
        // given: an executor a worker
        TopologyBuilder builder = new TopologyBuilder();
        builder.setBolt("one", receiver()).shuffleGrouping("feeder");
        builder.setBolt("two", receiver()).fieldsGrouping("feeder", new Fields("word"));
        builder.setBolt("three", receiver()).allGrouping("feeder");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = submit(cluster, builder, 4);

            // when
            List<Counted> fed = run(tracked);

            // then
            assertThat(ports(arrivals)).hasSize(3);
            assertThat(arrivals).hasSize(3 * TUPLES);
            assertThat(fed).extracting(counted -> counted.writes.get()).containsOnly(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldFailTheTreeAndGoOnWhenAnAllGroupedTupleCannotBeSerialized(ClusterKind kind) throws Exception {
        // given
        TopologyBuilder builder = new TopologyBuilder();
        builder.setBolt("receivers", receiver(), 8).allGrouping("feeder");

        try (LocalCluster cluster = kind.start()) {
            submit(cluster, builder, 3);

            // when
            feeder.feed(new Values(new Counted(-1), "bad"), "bad");
            feeder.feed(new Values(new Counted(1), "good"), "good");

            // then
            Testing.whileTimeout(
                    60_000, () -> !(outcomes.isFailed("bad") && outcomes.isAcked("good")), () -> drive(cluster));
            assertThat(outcomes.isAcked("bad")).isFalse();
            assertThat(outcomes.isFailed("good")).isFalse();
        }
    }
}
