package dev.gale.benchmarks.gale;

import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.RunOptions;
import dev.gale.generated.StormTopology;
import dev.gale.topology.IRichBolt;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;

/** The topologies of the workloads. */
final class Topologies {
    /** Pairs of source and sink in W7. */
    static final int PAIRS = 100;

    private Topologies() {}

    static StormTopology of(RunOptions options) {
        return switch (options.workload()) {
            case W1 -> texts(false, 0);
            case W2, W5 -> texts(true, 1);
            case W2U, W5U -> texts(false, 1);
            case W3 -> words(options.parallelism());
            case W4 -> row(true, new Spouts.Scheduled(options.rate(), 0), 1, new Bolts.LatencySink());
            case W6 -> texts(true, options.stages());
            case W7 -> pairs(options.rate());
            case START -> row(true, new Spouts.Single(), 1, new Bolts.Sink(true));
            case HOP -> throw new IllegalArgumentException("HOP is no workload of Gale's");
        };
    }

    private static StormTopology texts(boolean tracked, int stages) {
        return row(tracked, new Spouts.Texts(tracked), stages, new Bolts.Sink(tracked));
    }

    /** A source, that many identity bolts, and a sink. */
    private static StormTopology row(boolean tracked, IRichSpout source, int stages, IRichBolt sink) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", source);
        String last = "source";
        for (int i = 1; i <= stages; i++) {
            String identity = stages == 1 ? "identity" : "identity-" + i;
            builder.setBolt(identity, new Bolts.Identity(tracked)).shuffleGrouping(last);
            last = identity;
        }
        builder.setBolt("sink", sink).shuffleGrouping(last);
        return builder.createTopology();
    }

    private static StormTopology words(Parallelism parallelism) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", new Spouts.SentenceSource(), parallelism.source());
        builder.setBolt("split", new Bolts.Split(), parallelism.middle()).shuffleGrouping("source");
        builder.setBolt("sink", new Bolts.Count(), parallelism.sink()).fieldsGrouping("split", new Fields("value"));
        return builder.createTopology();
    }

    private static StormTopology pairs(long rate) {
        if (rate % PAIRS != 0) {
            throw new IllegalArgumentException(
                    "--rate=" + rate + " must be a multiple of the " + PAIRS + " sources of W7");
        }
        TopologyBuilder builder = new TopologyBuilder();
        for (int i = 0; i < PAIRS; i++) {
            IRichSpout source = rate == 0 ? new Spouts.Idle() : Spouts.shared(i, PAIRS, rate);
            builder.setSpout("source-" + i, source);
            builder.setBolt("sink-" + i, rate == 0 ? new Bolts.Sink(true) : new Bolts.LatencySink())
                    .shuffleGrouping("source-" + i);
        }
        return builder.createTopology();
    }
}
