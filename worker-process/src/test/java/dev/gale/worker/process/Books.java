package dev.gale.worker.process;

import dev.gale.spout.TupleFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies outside of a topology: a source of numbered messages, which keeps those that weren't acked, and tallies. */
final class Books {
    static final String KEY = "test.books";
    static final int SPOUT_TASKS = 2;
    /** A message at which bolts throw. */
    static final int POISON = -1;

    private static final Map<String, Books> ALL = new ConcurrentHashMap<>();

    final String id = UUID.randomUUID().toString();
    /** By task of the spout, counted from 0. */
    final List<Partition> partitions = List.of(new Partition(), new Partition());

    final Set<Integer> acked = ConcurrentHashMap.newKeySet();
    final List<TupleFailure.Reason> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger emits = new AtomicInteger();
    final AtomicInteger acks = new AtomicInteger();
    /** Words that bolts got and keep. */
    final AtomicInteger held = new AtomicInteger();

    final Map<String, Integer> counts = new ConcurrentHashMap<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final List<String> opened = new CopyOnWriteArrayList<>();
    /** Whether bolts keep what they get, unacked. */
    volatile boolean hold;

    private int fed;

    static final class Partition {
        final Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
        final Set<Integer> unacked = ConcurrentHashMap.newKeySet();
    }

    Books() {
        ALL.put(id, this);
    }

    static Books of(Map<String, Object> conf) {
        return ALL.get((String) conf.get(KEY));
    }

    void close() {
        ALL.remove(id);
    }

    /** Gives the source so many more messages. */
    void feed(int messages) {
        for (int i = 0; i < messages; i++) {
            partitions.get(fed % SPOUT_TASKS).waiting.add(fed);
            fed++;
        }
    }

    void poison() {
        partitions.get(0).waiting.add(POISON);
    }

    int fed() {
        return fed;
    }

    boolean isAllAcked() {
        return acked.size() == fed;
    }

    int unacked() {
        return partitions.stream()
                .mapToInt(partition -> partition.unacked.size())
                .sum();
    }

    /** Words in a message's sentence. */
    static List<String> words(int message) {
        return List.of("all", "w" + message % 7, "w" + message % 13, "last");
    }

    int counted() {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    /** A task of the spout begins: the source gives again what it gave and that wasn't acked. */
    void reopen(int partition) {
        Partition reopened = partitions.get(partition);
        Set<Integer> again = new HashSet<>(reopened.unacked);
        reopened.unacked.clear();
        reopened.waiting.addAll(again);
    }

    @Override
    public String toString() {
        return acked.size() + " of " + fed + " acked, " + unacked() + " not, " + failures.size() + " failed, " + emits
                + " emitted, opened " + opened + ", closed " + closed;
    }
}
