package dev.gale.benchmarks.jet;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands between source and sink, and the sinks. */
final class Processors {
    private Processors() {}

    /** Emits what it gets. */
    static final class Identity extends AbstractProcessor {
        @Override
        protected boolean tryProcess(int ordinal, Object item) {
            return tryEmit(item);
        }
    }

    /** Splits sentences into words. A sentence stays in the inbox until all its words have been taken. */
    static final class Split extends AbstractProcessor {
        private final List<String> words = new ArrayList<>();
        private int next;

        @Override
        protected boolean tryProcess(int ordinal, Object sentence) {
            if (words.isEmpty()) {
                Sentences.split((String) sentence, words::add);
            }
            while (next < words.size()) {
                if (!tryEmit(words.get(next))) {
                    return false;
                }
                next++;
            }
            words.clear();
            next = 0;
            return true;
        }
    }

    /** Ends here; counts items. */
    private abstract static class Last extends AbstractProcessor {
        private Tally atSink;

        @Override
        protected void init(Context context) {
            atSink = Observed.AT_SINK.newTally();
        }

        @Override
        public void process(int ordinal, Inbox inbox) {
            for (Object item = inbox.poll(); item != null; item = inbox.poll()) {
                onItem(item);
                atSink.increment();
            }
        }

        abstract void onItem(Object item);
    }

    /** Throws items away. */
    static final class Sink extends Last {
        @Override
        void onItem(Object item) {}
    }

    /** Gets due times and records how long ago they were. */
    static final class TimedSink extends Last {
        @Override
        void onItem(Object item) {
            Observed.END_TO_END.record((Long) item, System.nanoTime());
        }
    }

    /** Counts each word, in a map that is no part of snapshots. */
    static final class Count extends Last {
        private final Map<String, long[]> counts = new HashMap<>();

        @Override
        void onItem(Object item) {
            counts.computeIfAbsent((String) item, word -> new long[1])[0]++;
        }
    }
}
