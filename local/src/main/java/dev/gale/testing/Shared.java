package dev.gale.testing;

import dev.gale.lambda.SerializableSupplier;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * An object that stays one although its holder is serialized: every copy of a spout or bolt that is deserialized in this
 * JVM finds the object of the original, so a test can talk to the copy that runs. In another JVM, or when nobody holds
 * the original any more, the copies share a new object.
 *
 * <p>The object must be thread-safe.
 */
final class Shared<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By id; weak, so that a test need not clean up. Guarded by itself. */
    private static final Map<Long, WeakReference<Shared<?>>> ALL = new HashMap<>();

    private static long lastId;

    private final long id;
    private final SerializableSupplier<T> initial;
    private transient T value;

    /** @param initial makes the object; a static method, so that it can be serialized */
    Shared(SerializableSupplier<T> initial) {
        this.initial = initial;
        this.value = initial.get();
        synchronized (ALL) {
            this.id = ++lastId;
            ALL.values().removeIf(reference -> reference.get() == null);
            ALL.put(id, new WeakReference<>(this));
        }
    }

    T get() {
        return value;
    }

    private Object readResolve() {
        synchronized (ALL) {
            WeakReference<Shared<?>> reference = ALL.get(id);
            Shared<?> original = reference == null ? null : reference.get();
            if (original != null) {
                return original;
            }
            value = initial.get();
            ALL.put(id, new WeakReference<>(this));
            return this;
        }
    }
}
