package dev.gale.benchmarks.parts;

import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.Loss;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A contribution's way to the spout executor on another thread, both ends on one thread here: added, read, released. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AckBenchmark {
    private final long[] roots = Tuples.roots(AckBatch.CAPACITY);
    private final Reader reader = new Reader();
    private final AckSender sender = new AckSender(new AckLane[] {null, reader}, 0);

    /** Reads each batch at once. */
    private static final class Reader implements AckLane {
        private long seen;

        @Override
        public void offer(AckBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                seen += batch.root(i) ^ batch.edges(i);
            }
            batch.release();
        }

        @Override
        public void lost(Loss loss) {
            throw new IllegalStateException("nothing is lost here");
        }

        @Override
        public void fail(FailSignal signal) {
            throw new IllegalStateException("nothing fails here");
        }

        @Override
        public void resetTimeout(long root) {
            throw new IllegalStateException("nothing needs more time here");
        }
    }

    @Benchmark
    public long batchOf1() {
        return send(1);
    }

    @Benchmark
    @OperationsPerInvocation(AckBatch.CAPACITY)
    public long batchOf128() {
        return send(AckBatch.CAPACITY);
    }

    private long send(int count) {
        for (int i = 0; i < count; i++) {
            sender.add(roots[i], i + 1);
        }
        sender.flush();
        return reader.seen;
    }
}
