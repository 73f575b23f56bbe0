package dev.gale.benchmarks.jet;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.function.FunctionEx;
import com.hazelcast.function.SupplierEx;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Partitioner;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Vertex;
import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.RunOptions;

/** The workloads as graphs. */
final class Graphs {
    private Graphs() {}

    /** @throws IllegalArgumentException when Jet doesn't run that workload */
    static DAG build(RunOptions options) {
        DAG dag = new DAG();
        switch (options.workload()) {
            case W1 -> {
                Vertex source = single(dag, "source", Sources.Texts::new);
                Vertex sink = single(dag, "sink", Processors.Sink::new);
                dag.edge(between(source, sink));
            }
            case W2 -> chain(dag, Sources.Texts::new, Processors.Sink::new);
            case W3 -> wordCount(dag, options.parallelism());
            case W4 -> {
                long rate = options.rate();
                chain(dag, () -> new Sources.DueTimes(rate), Processors.TimedSink::new);
            }
            default -> throw new IllegalArgumentException("Jet has no workload " + options.workload());
        }
        return dag;
    }

    private static void chain(DAG dag, SupplierEx<Processor> newSource, SupplierEx<Processor> newSink) {
        Vertex source = single(dag, "source", newSource);
        Vertex identity = single(dag, "identity", Processors.Identity::new);
        Vertex sink = single(dag, "sink", newSink);
        dag.edge(between(source, identity)).edge(between(identity, sink));
    }

    private static void wordCount(DAG dag, Parallelism parallelism) {
        if (parallelism.source() != 1) {
            throw new IllegalArgumentException(
                    "Jet's source has one offset, so parallelism " + parallelism + " should begin with 1");
        }
        Vertex source = single(dag, "source", Sources.SentencesInTurn::new);
        Vertex split = dag.newVertex("split", Processors.Split::new).localParallelism(parallelism.middle());
        Vertex count = dag.newVertex("count", Processors.Count::new).localParallelism(parallelism.sink());
        dag.edge(between(source, split))
                .edge(between(split, count).partitioned(FunctionEx.identity(), Partitioner.HASH_CODE));
    }

    private static Vertex single(DAG dag, String name, SupplierEx<Processor> newProcessor) {
        return dag.newVertex(name, newProcessor).localParallelism(1);
    }
}
