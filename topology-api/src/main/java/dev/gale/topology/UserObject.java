package dev.gale.topology;

import dev.gale.hooks.IWorkerHook;
import dev.gale.spout.ISpout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;

/** Java serialization of objects written by users, with messages that say what cannot be serialized and what to do. */
final class UserObject {
    private UserObject() {}

    /**
     * Serializes an object.
     *
     * @param what how a message names the object, such as {@code Bolt 'count' (com.example.Count)}
     * @param object the object
     * @throws IllegalStateException if it cannot be serialized
     */
    static byte[] serialize(String what, Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (NotSerializableException e) {
            throw new IllegalStateException(
                    what + " cannot be serialized: it holds an object of class " + e.getMessage()
                            + ", which is not serializable. Let that class implement java.io.Serializable, or mark the"
                            + " field that holds it transient and create the object in " + birthplace(object)
                            + "; a lambda must not capture it.",
                    e);
        } catch (IOException | RuntimeException e) {
            // A writeObject or writeReplace of the user's may throw anything; the caller needs to know whose it was.
            throw new IllegalStateException(what + " cannot be serialized: " + e, e);
        }
        return bytes.toByteArray();
    }

    /** The user's own class, where Gale has put a wrapper around the object. */
    static Class<?> classOf(Object object) {
        return object instanceof BasicBoltExecutor executor ? executor.bolt().getClass() : object.getClass();
    }

    private static String birthplace(Object object) {
        return object instanceof ISpout ? "open()" : object instanceof IWorkerHook ? "start()" : "prepare()";
    }
}
