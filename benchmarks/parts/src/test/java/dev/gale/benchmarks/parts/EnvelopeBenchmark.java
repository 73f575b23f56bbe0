package dev.gale.benchmarks.parts;

import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.PlainEnvelope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The one object that the runtime makes for each delivered tuple. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvelopeBenchmark {
    private final List<Object> values = Tuples.values(1);
    private long edge;

    /** For a queue. */
    @Benchmark
    public Envelope edged() {
        return new EdgedEnvelope(Tuples.LINK, values, 1, ++edge);
    }

    /** For a call. */
    @Benchmark
    public Envelope plain() {
        return new PlainEnvelope(Tuples.LINK, values, ++edge);
    }
}
