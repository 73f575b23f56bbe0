package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.Tally;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts records, and does what the workload does with each. */
final class CountingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final NewUse<T> newUse;

    private CountingSink(NewUse<T> newUse) {
        this.newUse = newUse;
    }

    /** Makes what one task of the sink does with its records. */
    private interface NewUse<T> extends Supplier<Consumer<T>>, Serializable {}

    /** Throws records away. */
    static CountingSink<String> discarding() {
        return new CountingSink<>(() -> text -> {});
    }

    /** Gets due times and records how long ago they were. */
    static CountingSink<Long> timing() {
        return new CountingSink<>(() -> dueNs -> Observed.END_TO_END.record(dueNs, System.nanoTime()));
    }

    /** Counts each word, in a map that is no part of checkpoints. */
    static CountingSink<String> countingWords() {
        return new CountingSink<>(() -> {
            Map<String, long[]> counts = new HashMap<>();
            return word -> counts.computeIfAbsent(word, w -> new long[1])[0]++;
        });
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(newUse.get(), Observed.AT_SINK.newTally());
    }

    private record Writer<T>(Consumer<T> use, Tally atSink) implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) {
            use.accept(element);
            atSink.increment();
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
