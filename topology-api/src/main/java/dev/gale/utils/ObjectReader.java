package dev.gale.utils;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads configuration values, which may have been written as another type than is wanted: a Long where an int is, a
 * String where a number is. Every method throws IllegalArgumentException when it can't convert without loss. Stateless,
 * for any thread.
 */
public class ObjectReader {
    /**
     * @param value null, a String, or a Collection whose elements are turned to text, leaving out nulls
     * @return empty for null
     */
    public static List<String> getStrings(Object value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof String text) {
            strings.add(text);
        } else if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (element != null) {
                    strings.add(element.toString());
                }
            }
        } else if (value != null) {
            throw unreadable(value, "a list of strings");
        }
        return strings;
    }

    /** @throws IllegalArgumentException also for null */
    public static String getString(Object value) {
        return required(getString(value, null), "a string");
    }

    /** @return the default for null */
    public static String getString(Object value, String defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof String text) {
            return text;
        }
        throw unreadable(value, "a string");
    }

    /** @throws IllegalArgumentException also for null */
    public static Integer getInt(Object value) {
        return required(getInt(value, null), "an int");
    }

    /** @return the default for null */
    public static Integer getInt(Object value, Integer defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        long wide = toLong(value, "an int");
        if (wide < Integer.MIN_VALUE || wide > Integer.MAX_VALUE) {
            throw unreadable(value, "an int");
        }
        return (int) wide;
    }

    /** @throws IllegalArgumentException also for null */
    public static Long getLong(Object value) {
        return required(getLong(value, null), "a long");
    }

    /** @return the default for null */
    public static Long getLong(Object value, Long defaultValue) {
        return value == null ? defaultValue : (Long) toLong(value, "a long");
    }

    /** @throws IllegalArgumentException also for null */
    public static Double getDouble(Object value) {
        return required(getDouble(value, null), "a double");
    }

    /** @return the default for null */
    public static Double getDouble(Object value, Double defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw unreadable(value, "a double");
            }
        }
        throw unreadable(value, "a double");
    }

    /** @return the default for null */
    public static boolean getBoolean(Object value, boolean defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unreadable(value, "a boolean");
    }

    private static long toLong(Object value, String wanted) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) { // YAML reads 1e6 as a double
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) {
                return (long) number;
            }
        }
        if (value instanceof String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw unreadable(value, wanted);
            }
        }
        throw unreadable(value, wanted);
    }

    private static <T> T required(T value, String wanted) {
        if (value == null) {
            throw new IllegalArgumentException("Don't know how to convert null to " + wanted);
        }
        return value;
    }

    private static IllegalArgumentException unreadable(Object value, String wanted) {
        return new IllegalArgumentException(
                "Don't know how to convert " + value + " of " + value.getClass().getName() + " to " + wanted);
    }
}
