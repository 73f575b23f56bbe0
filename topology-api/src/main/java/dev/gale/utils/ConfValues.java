package dev.gale.utils;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The values that a configuration may hold: null, String, Boolean, Number, List and Map with String keys. Anything else
 * would not survive storage and transport to the workers.
 *
 * <p>Normalizing has the effect of a round trip through JSON text, which user code relies on: whole numbers smaller
 * than a long become Long, Float becomes Double, lists and maps are copied. Stateless, for any thread.
 */
public final class ConfValues {
    private ConfValues() {}

    /**
     * @param conf may be null, which means that there are no settings
     * @return a copy in the same order that shares nothing mutable with the argument
     * @throws IllegalArgumentException if it holds a value that can't be stored; names the key path and the class
     */
    public static Map<String, Object> normalize(Map<String, Object> conf) {
        return conf == null ? new LinkedHashMap<>() : normalizeMap("", conf);
    }

    /**
     * @param keyPath where the value stands, for the message, such as {@code
     *     topology.metrics.consumer.register[0].class}
     * @throws IllegalArgumentException as above
     */
    public static Object normalize(String keyPath, Object value) {
        if (value instanceof Number number) {
            return normalizeNumber(keyPath, number);
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(normalize(keyPath + "[" + copy.size() + "]", element));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            return normalizeMap(keyPath, map);
        }
        throw unstorable(keyPath, value);
    }

    private static Map<String, Object> normalizeMap(String keyPath, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("Configuration keys must be of type String: found "
                        + (entry.getKey() == null
                                ? "null"
                                : entry.getKey() + " of "
                                        + entry.getKey().getClass().getName())
                        + (keyPath.isEmpty() ? "" : " in " + keyPath));
            }
            copy.put(key, normalize(keyPath.isEmpty() ? key : keyPath + "." + key, entry.getValue()));
        }
        return copy;
    }

    private static Number normalizeNumber(String keyPath, Number value) {
        if (value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof AtomicInteger
                || value instanceof AtomicLong) {
            return value.longValue();
        }
        if (value instanceof Float) {
            return Double.valueOf(value.toString()); // 0.1f becomes 0.1, where a cast gives 0.10000000149
        }
        if (value instanceof Long
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            return value;
        }
        throw unstorable(keyPath, value);
    }

    private static IllegalArgumentException unstorable(String keyPath, Object value) {
        return new IllegalArgumentException("Configuration value can't be stored: " + keyPath + " is of "
                + value.getClass().getName()
                + "; use null, String, Boolean, Number, List or Map with String keys"
                + " (a class by its name, a set as a List)");
    }
}
