package dev.gale.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key with the value that holds. Immutable; made by {@link Layers}. */
public final class Configuration {
    private final Map<String, EffectiveValue> values;
    private final List<String> notices;

    Configuration(Map<String, EffectiveValue> values, List<String> notices) {
        this.values = Collections.unmodifiableMap(values);
        this.notices = List.copyOf(notices);
    }

    /** Declared settings in the order of declaration, with or without a value; then what else was given. */
    public Collection<EffectiveValue> values() {
        return values.values();
    }

    /** Empty for a key that is neither declared nor given. */
    public Optional<EffectiveValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** What was given, by whatever layer; without defaults, which each reader knows by its declarations. */
    public Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value.origin().layer() != Layer.DEFAULT) {
                given.put(key, value.value());
            }
        });
        return given;
    }

    /** What people should know though nothing is wrong, a sentence each. */
    public List<String> notices() {
        return notices;
    }
}
