package dev.gale.benchmarks.parts;

import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A tuple's way between workers, without the network: full batches of a word and a number to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private final TupleCodec codec =
            new TupleCodec(Map.of(), new Origins(List.of(Tuples.STREAM), Tuples.CONTEXT), new Nothing());
    private final Envelope[] sent = new Envelope[Destination.BATCH];
    private final Envelope[] received = new Envelope[Destination.BATCH];

    /** Nothing gets lost here. */
    private static final class Nothing implements TupleCodec.Undeliverable {
        @Override
        public void onUndeliverable(Envelope tuple, Throwable error) {
            throw new IllegalStateException(error);
        }

        @Override
        public void onUndecodable(int lostTuples, Throwable error) {
            throw new IllegalStateException(error);
        }
    }

    @Setup
    public void prepare() {
        long[] roots = Tuples.roots(sent.length);
        for (int i = 0; i < sent.length; i++) {
            sent[i] = new EdgedEnvelope(Tuples.LINK, Tuples.values(i), roots[i], i + 1);
        }
    }

    @Benchmark
    @OperationsPerInvocation(Destination.BATCH)
    public Envelope[] encodeAndDecode() {
        byte[] frame = codec.encode(sent, sent.length);
        if (codec.decode(frame, received) != sent.length) {
            throw new IllegalStateException("tuples are missing");
        }
        return received;
    }
}
