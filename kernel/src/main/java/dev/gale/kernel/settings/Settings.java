package dev.gale.kernel.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of declared settings: checks configurations against the declarations and writes their documentation. */
public final class Settings {
    private final Map<String, Setting<?>> declared = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a key is declared twice */
    public Settings(Collection<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            if (declared.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException("setting " + setting.key() + " is declared twice");
            }
        }
    }

    public Collection<Setting<?>> all() {
        return declared.values();
    }

    /**
     * Finds everything wrong with a configuration.
     *
     * @param guardedPrefix keys that begin with this and are neither declared nor in {@code alsoKnown} are mistakes;
     *     other keys are the user's own
     * @param alsoKnown keys that are legal without being declared
     * @return a sentence a problem; empty when all is well
     */
    public List<String> problems(Map<String, ?> configuration, String guardedPrefix, Set<String> alsoKnown) {
        List<String> problems = new ArrayList<>();
        configuration.forEach((key, value) -> {
            Setting<?> setting = declared.get(key);
            if (setting != null) {
                try {
                    setting.in(configuration);
                } catch (IllegalArgumentException e) {
                    problems.add(e.getMessage());
                }
            } else if (key.startsWith(guardedPrefix) && !alsoKnown.contains(key)) {
                problems.add("unknown setting " + key
                        + nearest(key, alsoKnown)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        });
        return problems;
    }

    private Optional<String> nearest(String key, Set<String> alsoKnown) {
        List<String> candidates = new ArrayList<>(declared.keySet());
        candidates.addAll(alsoKnown);
        return NearestName.of(key, candidates);
    }

    /** The declarations as a Markdown table, in the order of declaration. */
    public String toMarkdown() {
        StringBuilder table =
                new StringBuilder("| key | value | default | for | what it does |\n|---|---|---|---|---|\n");
        for (Setting<?> setting : declared.values()) {
            table.append("| `")
                    .append(setting.key())
                    .append("` | ")
                    .append(setting.type().replace("|", "\\|"))
                    .append(" | ")
                    .append(setting.defaultText().map(text -> "`" + text + "`").orElse("–"))
                    .append(" | ")
                    .append(scopeText(setting.scope()))
                    .append(" | ")
                    .append(setting.description())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String scopeText(Setting.Scope scope) {
        return switch (scope) {
            case TOPOLOGY -> "topology";
            case COMPONENT -> "topology, component";
            case CLUSTER -> "cluster";
        };
    }
}
