package dev.gale.utils;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map whose entries expire unless they are put again: entries are kept in buckets by age, and {@link #rotate} drops
 * the oldest bucket. With n buckets rotated every t, an entry lives between (n - 1) * t and n * t. Every operation
 * costs time in proportion to the number of buckets only. Not thread-safe.
 */
public class RotatingMap<K, V> {
    private static final int DEFAULT_BUCKETS = 3;

    private final Deque<Map<K, V>> buckets = new ArrayDeque<>(); // newest first
    private final ExpiredCallback<K, V> callback;

    /** Told of every expired entry, on the thread that rotates. */
    public interface ExpiredCallback<K, V> {
        void expire(K key, V value);
    }

    /**
     * @param callback null if nobody wants to know
     * @throws IllegalArgumentException if there are fewer than two buckets
     */
    public RotatingMap(int numBuckets, ExpiredCallback<K, V> callback) {
        if (numBuckets < 2) {
            throw new IllegalArgumentException("numBuckets must be >= 2, found " + numBuckets);
        }
        for (int i = 0; i < numBuckets; i++) {
            buckets.add(new LinkedHashMap<>());
        }
        this.callback = callback;
    }

    public RotatingMap(ExpiredCallback<K, V> callback) {
        this(DEFAULT_BUCKETS, callback);
    }

    public RotatingMap(int numBuckets) {
        this(numBuckets, null);
    }

    /** @return the entries that have expired; the caller may keep the map */
    public Map<K, V> rotate() {
        Map<K, V> expired = buckets.removeLast();
        buckets.addFirst(new LinkedHashMap<>());
        if (callback != null) {
            expired.forEach(callback::expire);
        }
        return expired;
    }

    public boolean containsKey(K key) {
        for (Map<K, V> bucket : buckets) {
            if (bucket.containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    /** @return null if there is no such key */
    public V get(K key) {
        for (Map<K, V> bucket : buckets) {
            if (bucket.containsKey(key)) {
                return bucket.get(key);
            }
        }
        return null;
    }

    /** The entry starts its life anew, even if the key was here before. */
    public void put(K key, V value) {
        for (Map<K, V> bucket : buckets) {
            bucket.remove(key);
        }
        buckets.getFirst().put(key, value);
    }

    /** @return null if there was no such key */
    public V remove(K key) {
        for (Map<K, V> bucket : buckets) {
            if (bucket.containsKey(key)) {
                return bucket.remove(key);
            }
        }
        return null;
    }

    public int size() {
        int size = 0;
        for (Map<K, V> bucket : buckets) {
            size += bucket.size();
        }
        return size;
    }
}
