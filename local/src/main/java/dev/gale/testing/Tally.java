package dev.gale.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What became of a finite spout's messages. Thread-safe. */
final class Tally {
    /** Acks and failures by the id of the topology, for all spouts of a kind. Thread-safe. */
    static final class Totals {
        private final Map<String, Integer> acked = new HashMap<>();
        private final Map<String, Integer> failed = new HashMap<>();

        private synchronized void count(String topologyId, boolean isAck) {
            (isAck ? acked : failed).merge(topologyId, 1, Integer::sum);
        }

        synchronized int acked(String topologyId) {
            return acked.getOrDefault(topologyId, 0);
        }

        synchronized int failed(String topologyId) {
            return failed.getOrDefault(topologyId, 0);
        }

        synchronized void clear(String topologyId) {
            acked.remove(topologyId);
            failed.remove(topologyId);
        }
    }

    private final Set<Object> done = new HashSet<>();
    private final Set<String> topologyIds = new HashSet<>();

    /** Notes the end of a message; each counts once, also when a task that was made anew emits it again. */
    synchronized void end(Totals totals, String topologyId, Object message, boolean isAck) {
        topologyIds.add(topologyId);
        if (done.add(message)) {
            totals.count(topologyId, isAck);
        }
    }

    synchronized boolean isDone(Object message) {
        return done.contains(message);
    }

    /** How many messages have been acked or failed. */
    synchronized int size() {
        return done.size();
    }

    /** Forgets everything, also in the totals. */
    synchronized void clear(Totals totals) {
        done.clear();
        topologyIds.forEach(totals::clear);
        topologyIds.clear();
    }
}
