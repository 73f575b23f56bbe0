package dev.gale.benchmarks.parts;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Values;
import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.Route;
import dev.gale.worker.emit.Target;
import dev.gale.worker.emit.TaskEmitter;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.route.Grouper;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A tuple's way from the emit to the frames of eight tasks on other workers, all of which get it: its values are serialized
 * for each, or once for all. A figure is for the emit and all eight copies.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllGroupingBenchmark {
    private static final int RECEIVERS = 8;
    private static final int FIRST_RECEIVER = 2;

    /** What the tuples hold. */
    public enum Content {
        /** A word and a number. */
        WORD {
            @Override
            List<Object> values(int number) {
                return Tuples.values(number);
            }
        },
        /** An order of ten lines, as maps and lists. */
        ORDER {
            @Override
            List<Object> values(int number) {
                List<Object> lines = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    Map<String, Object> line = new HashMap<>();
                    line.put("article", "article-" + (number + i));
                    line.put("pieces", i);
                    line.put("price", i * 1.25);
                    lines.add(line);
                }
                return new Values("order-" + number, lines);
            }
        };

        abstract List<Object> values(int number);
    }

    @Param({"WORD", "ORDER"})
    public Content content;

    private final List<List<Object>> values = new ArrayList<>();
    private final Outboxes outboxes = new Outboxes();
    private final TaskEmitter emitter = new TaskEmitter(
            "words", Map.of(), outboxes, new SplitMix64(1), anchor -> (Envelope) anchor, (root, worker) -> {});
    private OutStream apart;
    private OutStream sharing;
    private long bytes;

    /** Encodes and forgets. */
    private final class Frames implements Destination {
        private final TupleCodec codec;
        private final boolean encodes;

        /** @param encodes whether it says so */
        private Frames(TupleCodec codec, boolean encodes) {
            this.codec = codec;
            this.encodes = encodes;
        }

        @Override
        public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
            codec.encode(batch, 0, count, Integer.MAX_VALUE);
            bytes += codec.length();
            Arrays.fill(batch, 0, count, null);
            return batch;
        }

        @Override
        public boolean encodes() {
            return encodes;
        }

        @Override
        public void signalOnRoom(RoomWaiter waiter) {
            throw new IllegalStateException("there is always room");
        }
    }

    @Setup
    public void prepare() {
        for (int i = 0; i < Destination.BATCH; i++) {
            values.add(content.values(i));
        }
        TupleCodec codec = new TupleCodec(
                Map.of(), new Origins(List.of(Tuples.STREAM), Tuples.CONTEXT), new TupleCodec.Undeliverable() {
                    @Override
                    public void onUndeliverable(Envelope tuple, Throwable error) {
                        throw new IllegalStateException(error);
                    }

                    @Override
                    public void onUndecodable(int lostTuples, Throwable error) {
                        throw new IllegalStateException(error);
                    }
                });
        apart = stream(codec, false);
        sharing = stream(codec, true);
    }

    private OutStream stream(TupleCodec codec, boolean encodes) {
        Target[] targets = new Target[RECEIVERS];
        Arrays.setAll(
                targets,
                i -> new Target(
                        new Link(Tuples.LINK.origin(), FIRST_RECEIVER + i),
                        new Outbox(new Frames(codec, encodes), () -> {}, false),
                        null));
        return new OutStream(
                Tuples.LINK.origin(),
                new Route[] {new Route(unused -> Grouper.ALL, targets)},
                false,
                Map.of(),
                Set.of(),
                new StreamOut());
    }

    @Benchmark
    @OperationsPerInvocation(Destination.BATCH)
    public long serializedForEach() {
        return emitAll(apart);
    }

    @Benchmark
    @OperationsPerInvocation(Destination.BATCH)
    public long serializedOnce() {
        return emitAll(sharing);
    }

    private long emitAll(OutStream stream) {
        for (List<Object> tuple : values) {
            emitter.emitRoot(stream, tuple, 1);
        }
        outboxes.flush(0);
        return bytes;
    }
}
