package dev.gale.benchmarks.raw;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import dev.gale.benchmarks.harness.EngineMain;
import dev.gale.benchmarks.harness.Measurement;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.RunOptions;
import dev.gale.benchmarks.harness.Sanity;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;

/**
 * What no engine can beat: the user code of W2 and W3 in one plain thread (configuration {@code loop}), and HOP, one thread
 * that hands longs to another through a Disruptor (configurations {@code batch-1} and {@code batch-128}).
 */
public final class RawLimits {
    private static final String PAYLOAD = "0123456789";

    /** As many tuples stay reachable as may be pending in W2, so that none is optimized away. */
    private static final int KEPT = 8192;

    private static final int RING = 8192;

    private final Tally tally = Tally.inHeap();
    private volatile boolean stopped;

    private RawLimits() {}

    public static void main(String[] args) {
        EngineMain.runAndExit("raw", RawLimits::run, args);
    }

    static Result run(RunOptions options) throws InterruptedException {
        return new RawLimits().measure(options);
    }

    private Result measure(RunOptions options) throws InterruptedException {
        String what = options.workload() + " " + options.config();
        Thread thread = switch (what) {
            case "W2 loop" -> new Thread(this::tuples, "loop");
            case "W3 loop" -> new Thread(this::words, "loop");
            case "HOP batch-1" -> new Thread(() -> hops(1), "producer");
            case "HOP batch-128" -> new Thread(() -> hops(128), "producer");
            default ->
                throw new IllegalArgumentException(
                        what + " is not there; W2 loop, W3 loop, HOP batch-1 and HOP batch-128 are");
        };
        thread.setDaemon(true);
        thread.start();
        Measurement measured = Measurement.take(options, tally::get, () -> {});
        stopped = true;
        thread.join();
        Sanity.requireProgress(what, measured.tuples());
        return Result.of("raw", "-", options, measured, Map.of(), Map.of());
    }

    /** W2 without an engine: makes the id, and the lists of values of source and identity, and counts. */
    private void tuples() {
        Long[] ids = new Long[KEPT];
        Values[] emitted = new Values[KEPT];
        Values[] passedOn = new Values[KEPT];
        for (long next = 0; !stopped; next++) {
            int slot = (int) (next & KEPT - 1);
            ids[slot] = next;
            emitted[slot] = new Values(PAYLOAD);
            passedOn[slot] = new Values(emitted[slot].get(0));
            tally.increment();
        }
    }

    /** W3 without an engine. */
    private void words() {
        String[] sentences = Sentences.prepare();
        Map<String, long[]> counts = new HashMap<>();
        for (long next = 0; !stopped; next++) {
            Sentences.split(sentences[(int) (next & Sentences.COUNT - 1)], word -> {
                counts.computeIfAbsent(word, w -> new long[1])[0]++;
                tally.increment();
            });
        }
    }

    /** What a slot of the ring holds. */
    private static final class Slot {
        private long value;
    }

    /** The consumer has a thread of the Disruptor's own. Both wait by yielding. */
    private void hops(int batch) {
        Disruptor<Slot> disruptor = new Disruptor<>(
                Slot::new, RING, DaemonThreadFactory.INSTANCE, ProducerType.SINGLE, new YieldingWaitStrategy());
        disruptor.handleEventsWith(new Consumer());
        RingBuffer<Slot> ring = disruptor.start();
        while (!stopped) {
            long last = ring.next(batch);
            for (long sequence = last - batch + 1; sequence <= last; sequence++) {
                ring.get(sequence).value = sequence;
            }
            ring.publish(last - batch + 1, last);
        }
        disruptor.shutdown();
    }

    private final class Consumer implements EventHandler<Slot> {
        private long seen;

        @Override
        public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
            if (slot.value != sequence) {
                throw new IllegalStateException("slot " + sequence + " holds " + slot.value);
            }
            seen++;
            if (endOfBatch) {
                tally.add(seen);
                seen = 0;
            }
        }
    }
}
