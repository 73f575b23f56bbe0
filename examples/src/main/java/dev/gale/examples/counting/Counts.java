package dev.gale.examples.counting;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by key; what a table in a database would be to a topology on a cluster. For any thread. */
public final class Counts {
    /** A key and how often it was counted. */
    public record Entry(String key, long count) {}

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    public void increment(String key) {
        add(key, 1);
    }

    public void add(String key, long count) {
        counts.merge(key, count, Long::sum);
    }

    /** 0 for an unknown key. */
    public long get(String key) {
        return counts.getOrDefault(key, 0L);
    }

    public int distinct() {
        return counts.size();
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A copy. */
    public Map<String, Long> asMap() {
        return Map.copyOf(counts);
    }

    /** The most frequent keys, most frequent first; equally frequent ones by name. */
    public List<Entry> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::key))
                .limit(most)
                .toList();
    }
}
