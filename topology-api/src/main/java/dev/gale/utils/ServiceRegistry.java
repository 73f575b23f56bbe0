package dev.gale.utils;

import java.util.HashMap;
import java.util.Map;

/**
 * Services by id, shared by the whole JVM, for components that reach a service of their own process (such as local
 * DRPC) by an id in their configuration. For any thread. What is registered stays until it is unregistered.
 */
public class ServiceRegistry {
    private static final Object LOCK = new Object();
    private static final Map<String, Object> SERVICES = new HashMap<>();

    /** @return a new id */
    public static String registerService(Object service) {
        synchronized (LOCK) {
            String id = Utils.uuid();
            SERVICES.put(id, service);
            return id;
        }
    }

    /** @return null if the id is unknown */
    public static Object getService(String id) {
        synchronized (LOCK) {
            return SERVICES.get(id);
        }
    }

    public static void unregisterService(String id) {
        synchronized (LOCK) {
            SERVICES.remove(id);
        }
    }
}
