package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.RunOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/** The workloads as topologies. */
final class Topologies {
    private static final String SOURCE = "source";
    private static final String SINK = "sink";

    private Topologies() {}

    /** @throws IllegalArgumentException when Storm doesn't run that workload */
    static StormTopology build(RunOptions options) {
        return switch (options.workload()) {
            case W1 -> chain(new Spouts.Words(false), false, 0, new Bolts.Sink(false));
            case W2, W5 -> chain(new Spouts.Words(true), true, 1, new Bolts.Sink(true));
            case W2U, W5U -> chain(new Spouts.Words(false), false, 1, new Bolts.Sink(false));
            case W3 -> wordCount(options.parallelism());
            case W4 -> chain(new Spouts.Timed(options.rate()), true, 1, new Bolts.TimedSink());
            case W6 -> chain(new Spouts.Words(true), true, options.stages(), new Bolts.Sink(true));
            default -> throw new IllegalArgumentException("Storm has no workload " + options.workload());
        };
    }

    private static StormTopology chain(IRichSpout source, boolean tracked, int stages, IRichBolt sink) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SOURCE, source);
        String previous = SOURCE;
        for (int stage = 1; stage <= stages; stage++) {
            String identity = "identity-" + stage;
            builder.setBolt(identity, new Bolts.Identity(tracked)).shuffleGrouping(previous);
            previous = identity;
        }
        builder.setBolt(SINK, sink).shuffleGrouping(previous);
        return builder.createTopology();
    }

    private static StormTopology wordCount(Parallelism parallelism) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SOURCE, new Spouts.Text(), parallelism.source());
        builder.setBolt("split", new Bolts.Split(), parallelism.middle()).shuffleGrouping(SOURCE);
        builder.setBolt(SINK, new Bolts.Count(), parallelism.sink()).fieldsGrouping("split", new Fields(Spouts.VALUE));
        return builder.createTopology();
    }
}
