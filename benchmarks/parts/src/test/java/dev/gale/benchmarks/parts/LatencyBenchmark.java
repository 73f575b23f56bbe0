package dev.gale.benchmarks.parts;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.worker.report.LatencyRecorder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Durations into a histogram: as many as a batch has tuples, then the end of the duty cycle. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LatencyBenchmark {
    private static final int RECORDS = 128;
    private static final int MOST_NS = 1_000_000;

    private final LatencyRecorder recorder = new LatencyRecorder();
    private final long[] changing = new long[RECORDS];
    /** An array all the same, or the compiler would add them up at once. */
    private final long[] equal = new long[RECORDS];

    @Setup
    public void prepare() {
        SplitMix64 random = new SplitMix64(1);
        for (int i = 0; i < RECORDS; i++) {
            changing[i] = random.nextInt(MOST_NS);
            equal[i] = MOST_NS;
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public LatencyRecorder equalValues() {
        return record(equal);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public LatencyRecorder changingValues() {
        return record(changing);
    }

    private LatencyRecorder record(long[] durations) {
        for (long duration : durations) {
            recorder.record(duration, 1);
        }
        recorder.settle();
        return recorder;
    }
}
