package dev.gale.utils;

import java.util.HashMap;
import java.util.Map;

/**
 * Objects by id, shared by the whole JVM: the way in which a test reaches an object that its spouts and bolts, being
 * serialized and deserialized, can only name. For any thread. What is registered stays until it is cleared.
 */
public class RegisteredGlobalState {
    private static final Object LOCK = new Object();
    private static final Map<String, Object> STATES = new HashMap<>();

    /** The lock that all methods take; hold it to change several states, or a state's inside, in one step. */
    public static Object globalLock() {
        return LOCK;
    }

    /** @return a new id */
    public static String registerState(Object state) {
        synchronized (LOCK) {
            String id = Utils.uuid();
            STATES.put(id, state);
            return id;
        }
    }

    public static void setState(String id, Object state) {
        synchronized (LOCK) {
            STATES.put(id, state);
        }
    }

    /** @return null if the id is unknown */
    public static Object getState(String id) {
        synchronized (LOCK) {
            return STATES.get(id);
        }
    }

    public static void clearState(String id) {
        synchronized (LOCK) {
            STATES.remove(id);
        }
    }
}
