package dev.gale.examples.run;

import dev.gale.utils.RegisteredGlobalState;
import java.io.Serializable;

/**
 * Names an object of this JVM, so that spouts and bolts find the very object although they are serialized when their
 * topology is submitted. It stands for the database, queue or file that a topology on a cluster would use, and works in
 * local mode only.
 *
 * <p>The one that made it closes it, after the topology has ended. For any thread, as far as the object itself is.
 */
public final class LocalRef<T> implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final String id;

    private LocalRef(String id) {
        this.id = id;
    }

    public static <T> LocalRef<T> to(T object) {
        return new LocalRef<>(RegisteredGlobalState.registerState(object));
    }

    /** @throws IllegalStateException after the close, or in another JVM than the one that made it */
    @SuppressWarnings("unchecked") // the id is drawn for an object of this type and for no other
    public T get() {
        Object object = RegisteredGlobalState.getState(id);
        if (object == null) {
            throw new IllegalStateException("the object that this topology shares with the program that submitted it is"
                    + " gone or in another JVM; run it in a LocalCluster and close the reference after the cluster");
        }
        return (T) object;
    }

    @Override
    public void close() {
        RegisteredGlobalState.clearState(id);
    }
}
