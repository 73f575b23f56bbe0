package dev.gale.benchmarks.parts;

import dev.gale.worker.tuple.Envelope;
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

    @Benchmark
    public Envelope create() {
        return new Envelope(Tuples.LINK, values, 1, ++edge);
    }
}
