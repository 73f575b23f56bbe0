package dev.gale.submission;

import dev.gale.generated.StormTopology;
import dev.gale.utils.ConfValues;
import dev.gale.utils.Utils;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A topology to be run, with all that is needed for it but the code itself.
 *
 * @param conf the topology's configuration; copied and normalized, see {@link ConfValues}
 * @param topology not copied; is not to be changed any more
 * @param codeHash SHA-256 of the jar with the user's classes, in 64 lower-case hexadecimal digits; null when no jar is
 *     needed
 * @param initialStatus null means active
 */
public record Submission(
        String name, Map<String, Object> conf, StormTopology topology, String codeHash, InitialStatus initialStatus) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** What a topology begins with. */
    public enum InitialStatus {
        /** Its spouts emit at once. */
        ACTIVE,
        /** Its workers start; its spouts are silent until it is activated. */
        INACTIVE
    }

    /** @throws IllegalArgumentException saying what is wrong with name, configuration or hash */
    public Submission {
        Utils.validateTopologyName(name);
        conf = Collections.unmodifiableMap(ConfValues.normalize(conf));
        Objects.requireNonNull(topology, "topology of submission " + name);
        if (codeHash != null && !HASH.matcher(codeHash).matches()) {
            throw new IllegalArgumentException("codeHash must be a SHA-256 in 64 lower-case hexadecimal digits, found "
                    + codeHash.length() + " characters");
        }
        initialStatus = initialStatus == null ? InitialStatus.ACTIVE : initialStatus;
    }
}
