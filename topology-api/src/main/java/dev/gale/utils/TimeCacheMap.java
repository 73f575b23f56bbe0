package dev.gale.utils;

import java.util.Map;

/**
 * A {@link RotatingMap} that rotates itself: an entry expires between expirationSecs and expirationSecs * (1 + 1 /
 * (numBuckets - 1)) after it was put last. For any thread. A daemon thread does the rotation, by the clock of the
 * thread that made the map (see {@link Time}); {@link #cleanup} ends it.
 */
public class TimeCacheMap<K, V> {
    private static final int DEFAULT_BUCKETS = 3;

    private final Object lock = new Object();
    private final RotatingMap<K, V> entries; // guarded by lock
    private final Thread cleaner;

    /** Told of every expired entry, on the cleaner's thread. */
    public interface ExpiredCallback<K, V> {
        void expire(K key, V value);
    }

    /**
     * @param callback null if nobody wants to know; what it throws ends the cleaning and goes to the handler of
     *     uncaught exceptions
     * @throws IllegalArgumentException if there are fewer than two buckets
     */
    public TimeCacheMap(int expirationSecs, int numBuckets, ExpiredCallback<K, V> callback) {
        entries = new RotatingMap<>(numBuckets);
        long intervalNs = Time.millisToNanos(1000L * expirationSecs / (numBuckets - 1));
        Time.Source clock = Time.threadSource();
        cleaner = new Thread(() -> cleanUntilInterrupted(clock, intervalNs, callback), "time-cache-map");
        cleaner.setDaemon(true);
        cleaner.start();
    }

    public TimeCacheMap(int expirationSecs, ExpiredCallback<K, V> callback) {
        this(expirationSecs, DEFAULT_BUCKETS, callback);
    }

    public TimeCacheMap(int expirationSecs) {
        this(expirationSecs, DEFAULT_BUCKETS);
    }

    public TimeCacheMap(int expirationSecs, int numBuckets) {
        this(expirationSecs, numBuckets, null);
    }

    private void cleanUntilInterrupted(Time.Source clock, long intervalNs, ExpiredCallback<K, V> callback) {
        Time.Source previous = Time.setThreadSource(clock);
        try {
            while (true) {
                Time.sleepUntilNanos(Time.nanoTime() + intervalNs);
                Map<K, V> expired;
                synchronized (lock) {
                    expired = entries.rotate();
                }
                if (callback != null) {
                    expired.forEach(callback::expire); // outside the lock: the callback may use this map
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // cleanup() was called; the thread ends here
        } finally {
            Time.setThreadSource(previous);
        }
    }

    public boolean containsKey(K key) {
        synchronized (lock) {
            return entries.containsKey(key);
        }
    }

    /** @return null if there is no such key */
    public V get(K key) {
        synchronized (lock) {
            return entries.get(key);
        }
    }

    /** The entry starts its life anew, even if the key was here before. */
    public void put(K key, V value) {
        synchronized (lock) {
            entries.put(key, value);
        }
    }

    /** @return null if there was no such key */
    public Object remove(K key) {
        synchronized (lock) {
            return entries.remove(key);
        }
    }

    public int size() {
        synchronized (lock) {
            return entries.size();
        }
    }

    /** Stops the rotation; entries no longer expire. */
    public void cleanup() {
        cleaner.interrupt();
    }
}
