package dev.gale.benchmarks.jet;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import dev.gale.benchmarks.harness.Schedule;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;

/** The sources of all workloads. */
final class Sources {
    private static final String TEN_CHARACTERS = "0123456789";

    private Sources() {}

    /** Emits items without end. Its state is an offset: how many have been emitted. */
    private abstract static class Replayable extends AbstractProcessor {
        private static final BroadcastKey<String> OFFSET = BroadcastKey.broadcastKey("offset");

        private Tally emitted;
        private Tally completedSnapshots;
        private long offset;

        @Override
        protected void init(Context context) {
            emitted = Observed.EMITTED.newTally();
            completedSnapshots = Observed.COMPLETED_SNAPSHOTS.newTally();
        }

        /** Emits until the outbox is full or nothing is due. */
        @Override
        public boolean complete() {
            long count = 0;
            for (Object item = item(offset); item != null && tryEmit(item); item = item(offset)) {
                offset++;
                count++;
                onEmitted();
            }
            emitted.add(count);
            return false;
        }

        /** The item at an offset, the same each time; null when it isn't due yet. */
        abstract Object item(long at);

        /** Called when the outbox has taken an item. */
        void onEmitted() {}

        @Override
        public boolean saveToSnapshot() {
            return tryEmitToSnapshot(OFFSET, offset);
        }

        @Override
        protected void restoreFromSnapshot(Object key, Object value) {
            offset = (Long) value;
        }

        @Override
        public boolean snapshotCommitFinish(boolean success) {
            if (success) {
                completedSnapshots.increment();
            }
            return true;
        }
    }

    /** The same text again and again. */
    static final class Texts extends Replayable {
        @Override
        Object item(long at) {
            return TEN_CHARACTERS;
        }
    }

    /** The prepared sentences, from the first again after the last. */
    static final class SentencesInTurn extends Replayable {
        private String[] sentences;

        @Override
        protected void init(Context context) {
            super.init(context);
            sentences = Sentences.prepare();
        }

        @Override
        Object item(long at) {
            return sentences[(int) (at % Sentences.COUNT)];
        }
    }

    /** At a fixed rate, the time at which the item is due. */
    static final class DueTimes extends Replayable {
        private final long rate;
        private Schedule schedule;

        /** Polled from the schedule, but not emitted yet. */
        private Long due;

        DueTimes(long rate) {
            this.rate = rate;
        }

        @Override
        Object item(long at) {
            if (due == null) {
                long nowNs = System.nanoTime();
                if (schedule == null) {
                    schedule = new Schedule(nowNs, rate);
                }
                long dueNs = schedule.pollDueNs(nowNs);
                due = dueNs == Schedule.NOT_DUE ? null : (Long) dueNs;
            }
            return due;
        }

        @Override
        void onEmitted() {
            due = null;
        }
    }
}
