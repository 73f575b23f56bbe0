package dev.gale.worker.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.route.Grouper;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is anchored on whatever: the xor of each root is zero when, and only when, every tuple of its tree has been
 * acked. Random trees, several roots at a time, acks folded into unsent children where that is allowed.
 */
class TreeArithmeticTest {
    private static final int SEEDS = 300;

    @Test
    void shouldBeZeroExactlyWhenEveryTupleOfATreeIsAcked() {
        int folded = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Run run = new Run(seed);
            run.play();
            folded += run.folded;
        }
        assertThat(folded).as("acks that were folded").isGreaterThan(500);
    }

    private static final class Run {
        private final long seed;
        private final SplitMix64 random;
        private final Outboxes outboxes = new Outboxes();
        private final List<Envelope> arrived = new ArrayList<>();
        private final Map<Long, Long> xor = new HashMap<>();
        /** Tuples of each tree that are not acked, in outboxes or arrived. */
        private final Map<Long, Set<Envelope>> unacked = new HashMap<>();

        private final OutStream one;
        private final OutStream several;
        private final TaskEmitter emitter;
        private int folded;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplitMix64(seed);
            Outbox outbox = new Outbox(new Arrivals(), () -> {}, true);
            this.one = stream(0, outbox, values -> 0);
            this.several = stream(1, outbox, values -> Grouper.ALL);
            this.emitter = new TaskEmitter(
                    "any", Map.of(), outboxes, random.split(), anchor -> (Envelope) anchor, (root, worker) -> {});
        }

        private static OutStream stream(int index, Outbox outbox, Grouper grouper) {
            Origin origin = new Origin(0, index, "any", "stream-" + index, new Fields("n"), null);
            Target[] targets = IntStream.rangeClosed(1, 3)
                    .mapToObj(task -> new Target(new Link(origin, task), outbox, null))
                    .toArray(Target[]::new);
            return new OutStream(
                    origin, new Route[] {new Route(grouper, targets)}, false, Map.of(), Set.of(), new StreamOut());
        }

        /** Sees each envelope when it leaves its outbox. */
        private final class Arrivals implements Destination {
            @Override
            public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
                for (int i = 0; i < count; i++) {
                    arrived.add(batch[i]);
                    batch[i] = null;
                }
                return batch;
            }

            @Override
            public void signalOnRoom(RoomWaiter waiter) {
                throw new IllegalStateException("there is always room");
            }
        }

        void play() {
            int roots = 1 + random.nextInt(4);
            for (long root = 1; root <= roots; root++) {
                emitter.emitRoot(random.nextInt(2) == 0 ? one : several, List.of(root), root);
                xor.put(root, emitter.takeEdges());
                unacked.put(root, new HashSet<>());
            }
            outboxes.flush(0);
            arrived.forEach(this::noteUnacked);
            for (int steps = 0; !arrived.isEmpty(); steps++) {
                // Later the tuples get fewer children, so that it comes to an end.
                step(steps > 100 ? 0 : 3);
                check();
            }
            assertThat(xor.values()).as("all trees are complete, seed %d", seed).containsOnly(0L);
        }

        private void noteUnacked(Envelope tuple) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                unacked.get(tuple.root(i)).add(tuple);
            }
        }

        /** Executes one or a few tuples: emits children anchored on one or all of them, acks them, flushes at times. */
        private void step(int mostChildren) {
            List<Envelope> inputs = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0 && !arrived.isEmpty(); i--) {
                inputs.add(arrived.remove(random.nextInt(arrived.size())));
            }
            int before = arrived.size();
            for (int children = mostChildren == 0 ? 0 : random.nextInt(mostChildren); children > 0; children--) {
                OutStream stream = random.nextInt(4) == 0 ? several : one;
                if (random.nextInt(3) == 0) {
                    Collection<Tuple> anchors = new ArrayList<>(inputs);
                    if (random.nextInt(4) == 0) {
                        anchors.add(inputs.get(0));
                    }
                    emitter.emitAnchored(stream, anchors, List.of(1L));
                } else {
                    emitter.emitAnchored(stream, inputs.get(random.nextInt(inputs.size())), List.of(1L));
                }
                if (random.nextInt(3) == 0) {
                    outboxes.flush(0);
                }
            }
            inputs.forEach(this::ack);
            outboxes.flush(0);
            arrived.subList(before, arrived.size()).forEach(this::noteUnacked);
        }

        /** As a bolt acks. */
        private void ack(Envelope tuple) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                unacked.get(tuple.root(i)).remove(tuple);
            }
            EdgedEnvelope child = emitter.unsentChildOf(tuple);
            if (child != null) {
                folded++;
                child.takeOver(tuple.xor());
                return;
            }
            for (int i = 0; i < tuple.rootCount(); i++) {
                xor.merge(tuple.root(i), tuple.xor(i), (a, b) -> a ^ b);
            }
        }

        private void check() {
            xor.forEach((root, value) -> assertThat(value == 0)
                    .as(
                            "root %d is zero, %d tuples unacked, seed %d",
                            root, unacked.get(root).size(), seed)
                    .isEqualTo(unacked.get(root).isEmpty()));
        }
    }
}
