package dev.gale.examples.atleastonce;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** How often each line has arrived at the end of the topology, kept outside of it. For any thread. */
public final class Ledger {
    private final Map<Long, Integer> deliveries = new ConcurrentHashMap<>();

    public void add(long line) {
        deliveries.merge(line, 1, Integer::sum);
    }

    /** How many of the lines 1 to {@code lines} have never arrived. */
    public long missing(long lines) {
        return LongStream.rangeClosed(1, lines)
                .filter(line -> !deliveries.containsKey(line))
                .count();
    }

    /** Arrivals of all lines together, repeated ones included. */
    public long deliveries() {
        return deliveries.values().stream().mapToLong(Integer::longValue).sum();
    }
}
