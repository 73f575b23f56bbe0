package dev.gale.utils;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * A queue that is fair between keys: the keys that have elements take turns, the elements of one key leave in the order
 * in which they came. Unbounded; for any number of producers and consumers.
 */
public class KeyedRoundRobinQueue<V> {
    private final Map<Object, Queue<V>> elementsByKey = new HashMap<>(); // guarded by this, as all fields
    private final Queue<Object> turns = new ArrayDeque<>(); // the keys that have elements

    public synchronized void add(Object key, V value) {
        Queue<V> elements = elementsByKey.get(key);
        if (elements == null) {
            elements = new ArrayDeque<>();
            elementsByKey.put(key, elements);
            turns.add(key);
        }
        elements.add(value);
        notifyAll();
    }

    /** Waits until there is an element. */
    public synchronized V take() throws InterruptedException {
        while (turns.isEmpty()) {
            wait();
        }
        Object key = turns.remove();
        Queue<V> elements = elementsByKey.get(key);
        V taken = elements.remove();
        if (elements.isEmpty()) {
            elementsByKey.remove(key);
        } else {
            turns.add(key);
        }
        return taken;
    }
}
