package dev.gale.worker.ack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random lives of many roots against a map that is too slow to be wrong. A failing seed is in the message; keep it as
 * a test of its own.
 */
class PendingRootsModelTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 400;
    private static final long COMMON_NS = 50;

    @Test
    void shouldDoWhatAMapDoesWhenUsedAtRandom() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Run(seed).play();
        }
    }

    private static final class Expected {
        private final Object messageId;
        private final long timeoutNs;
        private long deadlineNs;
        private long xor;
        private long emittedNs;
        private boolean sealed;
        /** Edges of tuples that are in flight. */
        private final List<Long> live = new ArrayList<>();

        Expected(Object messageId, long timeoutNs) {
            this.messageId = messageId;
            this.timeoutNs = timeoutNs;
        }

        boolean isComplete() {
            return sealed && xor == 0;
        }
    }

    private static final class Run {
        private final long seed;
        private final SplitMix64 random;
        private final int maxSlots;
        private final PendingRoots<Integer> roots;
        private final Map<Long, Expected> model = new HashMap<>();
        private final List<Long> pending = new ArrayList<>();
        private final List<Long> closed = new ArrayList<>();
        private long nowNs;
        private int messages;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplitMix64(seed);
            // Few slots, so that they are used again soon.
            this.maxSlots = 1 + random.nextInt(12);
            this.roots = new PendingRoots<>(1 + random.nextInt(5), COMMON_NS, random.split(), maxSlots);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1 -> open();
                    case 2 -> seal();
                    case 3, 4, 5 -> ack();
                    case 6 -> late();
                    case 7 -> resetTimeout();
                    case 8 -> openAfterAWait();
                    default -> passTime();
                }
                check();
            }
        }

        private void open() {
            if (roots.isFull()) {
                return;
            }
            long timeoutNs = new long[] {COMMON_NS, COMMON_NS, COMMON_NS, 0, 20, 80}[random.nextInt(6)];
            Expected expected = new Expected("m" + messages++, timeoutNs);
            expected.deadlineNs = timeoutNs == 0 ? PendingRoots.NO_DEADLINE : nowNs + timeoutNs;
            expected.emittedNs = nowNs;
            long root = roots.open(expected.messageId, messages, nowNs, timeoutNs);
            assertThat(model).as("root of seed %d is new", seed).doesNotContainKey(root);
            assertThat(closed).as("root of seed %d was never used", seed).doesNotContain(root);
            model.put(root, expected);
            pending.add(root);
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                expected.live.add(random.nextNonZeroLong());
            }
        }

        /** Opens some by a reading of the clock that turns out to be old. */
        private void openAfterAWait() {
            nowNs++;
            long fromNs = nowNs;
            for (int i = random.nextInt(4); i > 0; i--) {
                open();
            }
            nowNs += random.nextInt(30);
            roots.postpone(fromNs, nowNs);
            model.values().stream()
                    .filter(each -> each.emittedNs >= fromNs && each.timeoutNs != 0)
                    .forEach(each -> {
                        each.emittedNs = nowNs;
                        each.deadlineNs = nowNs + each.timeoutNs;
                    });
        }

        private void seal() {
            for (long root : pending) {
                Expected expected = model.get(root);
                if (!expected.sealed) {
                    long edges = 0;
                    for (long edge : expected.live) {
                        edges ^= edge;
                    }
                    expected.sealed = true;
                    expected.xor ^= edges;
                    answer(root, expected, roots.seal(root, edges));
                    return;
                }
            }
        }

        /** A tuple is done, and up to two come into being instead. */
        private void ack() {
            if (pending.isEmpty()) {
                return;
            }
            long root = pending.get(random.nextInt(pending.size()));
            Expected expected = model.get(root);
            if (!expected.sealed || expected.live.isEmpty()) {
                return;
            }
            long contribution = expected.live.remove(random.nextInt(expected.live.size()));
            for (int children = Math.max(0, random.nextInt(4) - 1); children > 0; children--) {
                long child = random.nextNonZeroLong();
                expected.live.add(child);
                contribution ^= child;
            }
            expected.xor ^= contribution;
            answer(root, expected, roots.apply(root, contribution));
        }

        private void answer(long root, Expected expected, int slot) {
            if (expected.isComplete()) {
                assertThat(slot).as("slot of a complete root, seed %d", seed).isNotEqualTo(PendingRoots.NONE);
                assertThat(roots.messageId(slot)).isEqualTo(expected.messageId);
                close(root, slot);
            } else {
                assertThat(slot).as("answer for an open tree, seed %d", seed).isEqualTo(PendingRoots.NONE);
            }
        }

        private void close(long root, int slot) {
            roots.close(slot);
            model.remove(root);
            pending.remove(root);
            closed.add(root);
        }

        private void late() {
            if (!closed.isEmpty()) {
                long root = closed.get(random.nextInt(closed.size()));
                assertThat(roots.find(root)).as("closed root, seed %d", seed).isEqualTo(PendingRoots.NONE);
                assertThat(roots.apply(root, random.nextLong())).isEqualTo(PendingRoots.NONE);
                roots.resetTimeout(root, nowNs);
            }
        }

        private void resetTimeout() {
            if (!pending.isEmpty()) {
                long root = pending.get(random.nextInt(pending.size()));
                Expected expected = model.get(root);
                if (expected.timeoutNs != 0) {
                    expected.deadlineNs = nowNs + expected.timeoutNs;
                }
                roots.resetTimeout(root, nowNs);
            }
        }

        private void passTime() {
            nowNs += random.nextInt(40);
            for (int slot = roots.expired(nowNs); slot != PendingRoots.NONE; slot = roots.expired(nowNs)) {
                Object messageId = roots.messageId(slot);
                long root = pending.stream()
                        .filter(r -> model.get(r).messageId.equals(messageId))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("expired twice: " + messageId + ", seed " + seed));
                assertThat(model.get(root).deadlineNs)
                        .as("deadline of what expired, seed %d", seed)
                        .isLessThanOrEqualTo(nowNs);
                close(root, slot);
            }
            long earliest =
                    model.values().stream().mapToLong(e -> e.deadlineNs).min().orElse(PendingRoots.NO_DEADLINE);
            assertThat(earliest).as("nothing overdue is left, seed %d", seed).isGreaterThan(nowNs);
            // Now and then a deadline of something that is gone, but never one that has passed or comes too late.
            assertThat(roots.nextDeadlineNs())
                    .as("next deadline, seed %d", seed)
                    .isGreaterThan(nowNs)
                    .isLessThanOrEqualTo(earliest);
        }

        private void check() {
            assertThat(roots.size()).as("size, seed %d", seed).isEqualTo(model.size());
            assertThat(roots.isFull()).as("full, seed %d", seed).isEqualTo(model.size() == maxSlots);
            List<Object> visited = new ArrayList<>();
            roots.forEach(slot -> visited.add(roots.messageId(slot)));
            assertThat(visited)
                    .as("pending messages, seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            model.values().stream().map(e -> e.messageId).toList());
            for (long root : pending) {
                assertThat(roots.messageId(roots.find(root)))
                        .as("found by root, seed %d", seed)
                        .isEqualTo(model.get(root).messageId);
                if (model.get(root).timeoutNs != 0) {
                    assertThat(roots.emittedNs(roots.find(root)))
                            .as("time of emission, seed %d", seed)
                            .isEqualTo(model.get(root).emittedNs);
                }
            }
        }
    }
}
