package dev.gale.benchmarks.parts;

import dev.gale.generated.Grouping;
import dev.gale.generated.NullStruct;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.worker.route.Grouper;
import dev.gale.worker.route.Groupers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The choice of the receiving task. Words know their hash already, as they do after their first use as a key. To fetch the
 * next tuple costs a little too: {@link #oneTarget} is hardly more than that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutingBenchmark {
    private static final int WORDS = 1024;

    private final List<List<Object>> tuples = new ArrayList<>();
    private Grouper fields;
    private Grouper shuffle;
    private Grouper only;
    private int next;

    @Setup
    public void prepare() {
        for (int i = 0; i < WORDS; i++) {
            tuples.add(Tuples.values(i));
        }
        fields = grouper(Grouping.fields(List.of("word")), List.of(2, 3, 4, 5));
        shuffle = grouper(Grouping.shuffle(new NullStruct()), List.of(2, 3, 4, 5));
        only = grouper(Grouping.shuffle(new NullStruct()), List.of(2));
    }

    private static Grouper grouper(Grouping grouping, List<Integer> tasks) {
        return Groupers.of(grouping, Tuples.STREAM, Tuples.FIELDS, 1, tasks, Set.of(), null, new SplitMix64(1));
    }

    @Benchmark
    public int fieldsAmong4() {
        return fields.choose(nextTuple());
    }

    @Benchmark
    public int shuffleAmong4() {
        return shuffle.choose(nextTuple());
    }

    @Benchmark
    public int oneTarget() {
        return only.choose(nextTuple());
    }

    private List<Object> nextTuple() {
        next = (next + 1) & (WORDS - 1);
        return tuples.get(next);
    }
}
