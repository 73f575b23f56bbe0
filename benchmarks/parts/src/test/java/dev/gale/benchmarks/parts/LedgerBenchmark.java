package dev.gale.benchmarks.parts;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.worker.ack.PendingRoots;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The life of a root in the ledger of its spout: opened, sealed, completed by one contribution, closed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LedgerBenchmark {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private static final Object MESSAGE_ID = new Object();

    private final PendingRoots<Object> empty = newLedger();
    private long now;

    /** A ledger in which so many roots are pending all the time. */
    @State(Scope.Thread)
    public static class Pending {
        @Param({"1", "8192"})
        private int pending;

        private final PendingRoots<Object> ledger = newLedger();
        /** In the order in which they were opened, from {@link #oldest} on. */
        private long[] roots;

        private int oldest;
        private long now;

        @Setup
        public void prepare() {
            roots = new long[pending];
            for (int i = 0; i < pending; i++) {
                roots[i] = open();
            }
        }

        /** A root whose only tuple has the root's id as its edge. */
        private long open() {
            long root = ledger.open(MESSAGE_ID, null, ++now, TIMEOUT_NS);
            ledger.seal(root, root);
            return root;
        }

        private Object replaceOldest() {
            long root = roots[oldest];
            Object completed = close(ledger, ledger.apply(root, root));
            roots[oldest] = open();
            oldest = oldest + 1 == roots.length ? 0 : oldest + 1;
            return completed;
        }
    }

    private static PendingRoots<Object> newLedger() {
        return new PendingRoots<>(Tuples.OWNER, TIMEOUT_NS, new SplitMix64(1));
    }

    private static Object close(PendingRoots<Object> ledger, int slot) {
        Object completed = ledger.messageId(slot);
        ledger.close(slot);
        return completed;
    }

    /** The tree is complete before its emission ends, as when all bolts are called directly. */
    @Benchmark
    public Object completeWithinTheEmission() {
        long edge = ++now;
        long root = empty.open(MESSAGE_ID, null, now, TIMEOUT_NS);
        empty.apply(root, edge);
        return close(empty, empty.seal(root, edge));
    }

    /** The tree of the oldest root becomes complete, and another root takes its place. */
    @Benchmark
    public Object completeLater(Pending state) {
        return state.replaceOldest();
    }
}
