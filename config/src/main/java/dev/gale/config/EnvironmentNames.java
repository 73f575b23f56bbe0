package dev.gale.config;

import dev.gale.kernel.settings.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Environment variables as names of settings: {@code GALE_}, then the key in capitals with an underscore for everything
 * that is neither letter nor digit. A leading {@code gale.} isn't repeated: {@code gale.api.secret} is
 * {@code GALE_API_SECRET}, {@code nimbus.seeds} is {@code GALE_NIMBUS_SEEDS}.
 */
public final class EnvironmentNames {
    static final String PREFIX = "GALE_";

    /** Variables that the scripts read; no settings. */
    private static final Set<String> RESERVED =
            Set.of("GALE_HOME", "GALE_CONF_DIR", "GALE_JAVA", "GALE_JVM_OPTS", "GALE_LOG_LEVEL");

    /** What Kubernetes sets in every container for a service whose name begins with gale. */
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT(_.*)?|_PORT|_PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private final Map<String, String> keys = new LinkedHashMap<>();

    EnvironmentNames(Collection<String> keys) {
        keys.forEach(key -> this.keys.put(of(key), key));
    }

    /** The variable that sets a key. */
    public static String of(String key) {
        String rest = key.startsWith("gale.") ? key.substring("gale.".length()) : key;
        return PREFIX + rest.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    Optional<String> keyOf(String variable) {
        return Optional.ofNullable(keys.get(variable));
    }

    /** Whether a variable looks like a setting and is none. */
    boolean isMistake(String variable) {
        return variable.startsWith(PREFIX)
                && !keys.containsKey(variable)
                && !RESERVED.contains(variable)
                && !OF_A_SERVICE.matcher(variable).matches();
    }

    Optional<String> nearest(String variable) {
        return NearestName.of(variable, keys.keySet());
    }
}
