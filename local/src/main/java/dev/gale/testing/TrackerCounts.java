package dev.gale.testing;

import dev.gale.utils.RegisteredGlobalState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link SpoutTracker} and {@link BoltTracker} count, under the id that they were given. For any thread. */
final class TrackerCounts {
    static final String SPOUT_EMITTED = "spout-emitted";
    static final String TRANSFERRED = "transferred";
    static final String PROCESSED = "processed";

    private TrackerCounts() {}

    static void add(String trackerId, String key, int number) {
        Map<?, ?> counts;
        synchronized (RegisteredGlobalState.globalLock()) {
            counts = countsOf(trackerId);
            if (counts == null) {
                Map<String, AtomicInteger> fresh = new ConcurrentHashMap<>();
                for (String each : new String[] {SPOUT_EMITTED, TRANSFERRED, PROCESSED}) {
                    fresh.put(each, new AtomicInteger());
                }
                RegisteredGlobalState.setState(trackerId, fresh);
                counts = fresh;
            }
        }
        ((AtomicInteger) counts.get(key)).addAndGet(number);
    }

    /** 0 where nothing was counted. */
    static int get(String trackerId, String key) {
        Map<?, ?> counts = countsOf(trackerId);
        return counts != null && counts.get(key) instanceof AtomicInteger count ? count.get() : 0;
    }

    private static Map<?, ?> countsOf(String trackerId) {
        return RegisteredGlobalState.getState(trackerId) instanceof Map<?, ?> counts ? counts : null;
    }
}
