package dev.gale.benchmarks.parts;

import dev.gale.kernel.agent.AgentHandle;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A tuple's way through an outbox and an inbox, both ends on one thread: what is left when no core waits for another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InboxBenchmark {
    /** As it is when nothing is set. */
    private static final int SLOTS = 256;

    /** What it costs to signal an agent that is awake. */
    private static final AgentHandle AWAKE = VarHandle::fullFence;

    private final Envelope tuple = new EdgedEnvelope(Tuples.LINK, Tuples.values(1), 1, 1);
    private Inbox inbox;
    private Outbox outbox;

    @Setup
    public void prepare() {
        inbox = new Inbox(SLOTS, true, null);
        inbox.setConsumer(AWAKE);
        outbox = new Outbox(inbox, AWAKE, false);
    }

    @Benchmark
    public long batchOf1() {
        return hop(1);
    }

    @Benchmark
    @OperationsPerInvocation(Destination.BATCH)
    public long batchOf128() {
        return hop(Destination.BATCH);
    }

    private long hop(int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(tuple);
        }
        outbox.flush(1);
        Envelope[] received = inbox.current();
        int size = inbox.currentSize();
        long seen = 0;
        for (int i = 0; i < size; i++) {
            seen += received[i].root();
        }
        inbox.release();
        return seen;
    }
}
