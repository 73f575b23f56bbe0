package dev.gale.worker.simulation;

import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.topology.BoltDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topology and a configuration drawn from a seed. */
final class RandomTopology {
    private final SplitMix64 random;
    private final Ledger ledger;
    private final int messages;
    private final Shape shape;

    /** What the topologies are mostly like. */
    enum Shape {
        /** Any parallelism, any number of workers, everything by queues. */
        WIDE_BY_QUEUES,
        /** The same, with executors that call each other where that happens to be possible. */
        WIDE,
        /** Mostly one executor a component, in one worker: most edges are calls. */
        NARROW
    }

    RandomTopology(long seed, Ledger ledger, int messages) {
        this(seed, ledger, messages, Shape.WIDE);
    }

    RandomTopology(long seed, Ledger ledger, int messages, Shape shape) {
        this.random = new SplitMix64(seed);
        this.ledger = ledger;
        this.messages = messages;
        this.shape = shape;
    }

    private int parallelism() {
        int wide = 1 + random.nextInt(3);
        return shape == Shape.NARROW && random.nextInt(5) > 0 ? 1 : wide;
    }

    StormTopology build() {
        TopologyBuilder builder = new TopologyBuilder();
        double chaos = random.nextInt(4) == 0 ? 0.1 : random.nextDouble();
        int spoutTasks = 1 + random.nextInt(4);
        builder.setSpout("spout", new ChaosSpout(ledger, messages), parallelism())
                .setNumTasks(spoutTasks);
        List<String> sources = new ArrayList<>(List.of("spout"));
        int bolts = 1 + random.nextInt(4);
        Map<String, BoltDeclarer> declared = new LinkedHashMap<>();
        for (int i = 0; i < bolts; i++) {
            String id = "bolt" + i;
            BoltDeclarer bolt = builder.setBolt(id, new ChaosBolt(ledger, chaos), parallelism());
            if (random.nextInt(3) == 0) {
                bolt.setNumTasks(1 + random.nextInt(5));
            }
            // Ticks give bolts that hold tuples an occasion to ack them, also when nothing else comes.
            bolt.addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 250 + random.nextInt(1000));
            subscribe(bolt, sources.get(random.nextInt(sources.size())), "default");
            if (random.nextInt(2) == 0) {
                String source = sources.get(random.nextInt(sources.size()));
                if (!source.equals("spout")) {
                    subscribe(bolt, source, ChaosBolt.SECOND_STREAM);
                }
            }
            declared.put(id, bolt);
            sources.add(id);
        }
        if (random.nextInt(3) == 0) {
            // An edge backwards: a cycle. Tuples carry a time to live, so they don't go round for ever.
            String last = "bolt" + (bolts - 1);
            subscribe(builder, declared, "bolt" + random.nextInt(bolts), last);
        }
        return builder.createTopology();
    }

    private void subscribe(
            TopologyBuilder builder, Map<String, BoltDeclarer> declared, String subscriber, String source) {
        var inputs = builder.createTopology()
                .get_bolts()
                .get(subscriber)
                .get_common()
                .get_inputs();
        boolean taken = inputs.keySet().stream()
                .anyMatch(id ->
                        id.get_componentId().equals(source) && id.get_streamId().equals(ChaosBolt.SECOND_STREAM));
        if (!taken) {
            subscribe(declared.get(subscriber), source, ChaosBolt.SECOND_STREAM);
        }
    }

    private void subscribe(BoltDeclarer bolt, String source, String stream) {
        int grouping = random.nextInt(8);
        switch (shape == Shape.NARROW && random.nextInt(4) > 0 ? 7 : grouping) {
            case 0 -> bolt.allGrouping(source, stream);
            case 1 -> bolt.globalGrouping(source, stream);
            case 2 -> bolt.noneGrouping(source, stream);
            case 3 -> bolt.localOrShuffleGrouping(source, stream);
            case 4 -> bolt.partialKeyGrouping(source, stream, new Fields("key"));
            case 5, 6 -> bolt.fieldsGrouping(source, stream, new Fields("key"));
            default -> bolt.shuffleGrouping(source, stream);
        }
    }

    Config conf() {
        Config conf = new Config();
        int workers = 1 + random.nextInt(3);
        conf.setNumWorkers(shape == Shape.NARROW ? 1 : workers);
        conf.put(Config.TOPOLOGY_FUSION, shape != Shape.WIDE_BY_QUEUES);
        conf.setMessageTimeout(Duration.ofMillis(12_000 + random.nextInt(10_000)));
        conf.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 2 + random.nextInt(1000));
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, random.nextInt(200));
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 200 + random.nextInt(500));
        if (random.nextInt(3) > 0) {
            conf.setMaxSpoutPending(1 + random.nextInt(40));
        }
        if (random.nextInt(3) == 0) {
            conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "ignore");
        }
        return conf;
    }
}
