package dev.gale.config;

import java.util.List;

/**
 * What holds for a key, and why.
 *
 * @param value plain: null, text, true or false, a number, a list, or a map with text keys
 * @param overruled the values that weaker places gave, the strongest of them first
 */
public record EffectiveValue(String key, Object value, Origin origin, List<Overruled> overruled) {
    /** A value that a stronger place overrules. */
    public record Overruled(Object value, Origin origin) {}

    public EffectiveValue {
        overruled = List.copyOf(overruled);
    }

    /** Whether people other than the one who set it must not see the value: a password or the like. */
    public boolean secret() {
        return isSecret(key);
    }

    static boolean isSecret(String key) {
        return key.contains("password") || key.contains("secret") || key.endsWith("auth.payload");
    }
}
