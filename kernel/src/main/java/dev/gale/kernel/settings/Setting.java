package dev.gale.kernel.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One setting: its key, type, default, legal values and a sentence of documentation. Immutable.
 *
 * @param <T> Java type of the value; a setting without a default yields null when absent
 */
public final class Setting<T> {
    /** Where a setting may be given. */
    public enum Scope {
        /** For a topology as a whole. */
        TOPOLOGY,
        /** For a topology, and for single components of it. */
        COMPONENT,
        /** For the daemons of a cluster. */
        CLUSTER
    }

    private final String key;
    private final Scope scope;
    private final String type;
    private final T defaultValue;
    private final String description;
    private final Function<Object, T> parser;

    private Setting(
            String key, Scope scope, String type, T defaultValue, String description, Function<Object, T> parser) {
        this.key = key;
        this.scope = scope;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
        this.parser = parser;
    }

    /** A whole number from {@code min} to {@code max}; numbers and digits in a string are read. */
    public static Setting<Long> whole(
            String key, Scope scope, Long defaultValue, long min, long max, String unit, String description) {
        String range = max == Long.MAX_VALUE
                ? (min == Long.MIN_VALUE ? "" : ", at least " + min)
                : ", from " + min + " to " + max;
        String type = "whole number" + (unit.isEmpty() ? "" : " of " + unit) + range;
        return new Setting<>(key, scope, type, defaultValue, description, value -> {
            long number;
            try {
                // By way of the text, so that no kind of number is cut off silently.
                number = new BigDecimal(String.valueOf(value).trim()).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("not a whole number", e);
            }
            if (number < min || number > max) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
    }

    /** A number from {@code min} to {@code max}. */
    public static Setting<Double> decimal(
            String key, Scope scope, Double defaultValue, double min, double max, String description) {
        String type = "number from " + min + " to " + max;
        return new Setting<>(key, scope, type, defaultValue, description, value -> {
            double number = value instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(value));
            if (!(number >= min && number <= max)) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
    }

    /** true or false, also as a string. */
    public static Setting<Boolean> flag(String key, Scope scope, Boolean defaultValue, String description) {
        return new Setting<>(key, scope, "true or false", defaultValue, description, value -> {
            if (value instanceof Boolean b) {
                return b;
            }
            return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        });
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> Setting<E> choice(
            String key, Scope scope, Class<E> choices, E defaultValue, String description) {
        List<String> names = List.of(choices.getEnumConstants()).stream()
                .map(Setting::nameOf)
                .toList();
        return new Setting<>(key, scope, String.join(" | ", names), defaultValue, description, value -> {
            int index = names.indexOf(String.valueOf(value).toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new IllegalArgumentException("not one of them");
            }
            return choices.getEnumConstants()[index];
        });
    }

    /** Text. */
    public static Setting<String> text(String key, Scope scope, String defaultValue, String description) {
        return new Setting<>(key, scope, "text", defaultValue, description, value -> {
            if (value instanceof String s) {
                return s;
            }
            throw new IllegalArgumentException("not a text");
        });
    }

    /** A list; what its elements must be is for its reader to check. */
    public static Setting<List<?>> list(String key, Scope scope, String elements, String description) {
        return new Setting<>(key, scope, "list of " + elements, List.of(), description, value -> {
            if (value instanceof List<?> l) {
                return l;
            }
            throw new IllegalArgumentException("not a list");
        });
    }

    /** Words: a text, which is split at white space, or a list of texts, which are taken as they are. */
    public static Setting<List<String>> words(String key, Scope scope, List<String> defaultValue, String description) {
        return new Setting<>(key, scope, "text or list of texts", defaultValue, description, value -> {
            if (value instanceof String s) {
                return s.isBlank() ? List.of() : List.of(s.strip().split("\\s+"));
            }
            if (value instanceof List<?> l && l.stream().allMatch(String.class::isInstance)) {
                return l.stream()
                        .map(String.class::cast)
                        .filter(word -> !word.isBlank())
                        .toList();
            }
            throw new IllegalArgumentException("neither a text nor a list of texts");
        });
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String key() {
        return key;
    }

    public Scope scope() {
        return scope;
    }

    /** What a value must be, for people: {@code whole number of seconds, at least 1}. */
    public String type() {
        return type;
    }

    /** The value when none is given; may be null. */
    public T defaultValue() {
        return defaultValue;
    }

    /** The default as it is written in a configuration; empty when there is none. */
    public Optional<String> defaultText() {
        if (defaultValue == null) {
            return Optional.empty();
        }
        if (defaultValue instanceof List<?> words && !words.isEmpty()) {
            return Optional.of(words.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return Optional.of(defaultValue instanceof Enum<?> e ? nameOf(e) : defaultValue.toString());
    }

    public String description() {
        return description;
    }

    /**
     * Reads this setting from a configuration.
     *
     * @return the value given, or the default when the key is absent or null
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public T in(Map<String, ?> configuration) {
        Object value = configuration.get(key);
        if (value == null) {
            return defaultValue;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + "=" + value + " (" + value.getClass().getSimpleName() + ") must be a " + type, e);
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
