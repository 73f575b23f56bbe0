package dev.gale.config;

import dev.gale.kernel.settings.NearestName;
import dev.gale.kernel.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings that there are, and the names that are legal without being one. Immutable. */
public final class KnownSettings {
    /** A key that begins so, and isn't known, is a mistake. Other keys are the user's own. */
    private static final List<String> GUARDED_PREFIXES =
            List.of("gale.", "nimbus.", "storm.", "supervisor.", "topology.", "worker.");

    private static final Set<String> STORMS_DAEMON_KEYS = stormsDaemonKeys();

    private final Map<String, Setting<?>> declared;
    private final Set<String> withoutEffect;

    private KnownSettings(Map<String, Setting<?>> declared, Set<String> withoutEffect) {
        this.declared = Collections.unmodifiableMap(declared);
        this.withoutEffect = Collections.unmodifiableSet(withoutEffect);
    }

    /**
     * @param declarations several modules may declare the same key; the first counts
     * @param withoutEffect keys that are legal and not acted upon, besides those of Storm's daemons
     */
    public static KnownSettings of(Collection<? extends Setting<?>> declarations, Collection<String> withoutEffect) {
        Map<String, Setting<?>> declared = new LinkedHashMap<>();
        declarations.forEach(setting -> declared.putIfAbsent(setting.key(), setting));
        Set<String> others = new TreeSet<>(STORMS_DAEMON_KEYS);
        others.addAll(withoutEffect);
        others.removeAll(declared.keySet());
        return new KnownSettings(declared, others);
    }

    /** So that a {@code storm.yaml} is understood as a whole: what of it has no counterpart here is no mistake. */
    private static Set<String> stormsDaemonKeys() {
        try (InputStream list = KnownSettings.class.getResourceAsStream("storm-daemon-keys.txt")) {
            return Set.copyOf(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of declaration. */
    public Collection<Setting<?>> declared() {
        return declared.values();
    }

    public Optional<Setting<?>> declared(String key) {
        return Optional.ofNullable(declared.get(key));
    }

    /** Every legal key: declared, or accepted without effect. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(declared.keySet());
        keys.addAll(withoutEffect);
        return keys;
    }

    /** Whether a key is neither known nor the user's own. */
    boolean isMistake(String key) {
        return !declared.containsKey(key)
                && !withoutEffect.contains(key)
                && GUARDED_PREFIXES.stream().anyMatch(key::startsWith);
    }

    /** What a mistaken key most likely was meant to be. */
    Optional<String> nearest(String key) {
        return NearestName.of(key, keys());
    }
}
