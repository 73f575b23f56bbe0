package dev.gale.config;

import dev.gale.kernel.settings.Setting;
import dev.gale.utils.ConfValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects values from all places and makes the configuration of them. Used by one thread; in any order, since the layers
 * have an order of their own. Of several files, or options, with the same key the one added last counts.
 */
public final class Layers {
    private record Given(String key, Object value, Origin origin) {}

    private final KnownSettings known;
    private final List<Given> given = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    public Layers(KnownSettings known) {
        this.known = known;
    }

    /** Adds a file; in a {@code storm.yaml} keys that Gale doesn't know are passed over. */
    public Layers file(Path file) {
        Map<String, Object> values;
        try {
            values = new YamlFile().read(file);
        } catch (IOException e) {
            problems.add(e.getMessage());
            return this;
        }
        boolean storms = file.endsWith(ConfigFiles.STORMS_NAME);
        Origin origin = new Origin(Layer.FILE, file.toString());
        values.forEach((key, value) -> {
            if (storms && known.isMistake(key)) {
                notices.add(file + ": " + key + " has no meaning here and is passed over");
            } else {
                add(key, value, origin);
            }
        });
        return this;
    }

    /** Adds the variables that name settings; see {@link EnvironmentNames}. */
    public Layers environment(Map<String, String> variables) {
        if (variables.keySet().stream().noneMatch(name -> name.startsWith(EnvironmentNames.PREFIX))) {
            return this;
        }
        EnvironmentNames names = new EnvironmentNames(known.keys());
        variables.forEach((variable, text) -> {
            Optional<String> key = names.keyOf(variable);
            if (key.isPresent()) {
                Object value = GivenText.valueOf(text, known.declared(key.get()));
                add(key.get(), value, new Origin(Layer.ENVIRONMENT, variable));
            } else if (names.isMistake(variable)) {
                problems.add("environment variable " + variable + " names no setting"
                        + names.nearest(variable)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; unset it"));
            }
        });
        return this;
    }

    /** Adds what the command line gives, each written {@code key=value}. */
    public Layers options(List<String> assignments) {
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                problems.add("-c " + assignment + " must be written key=value, such as -c topology.workers=2");
            } else {
                String key = assignment.substring(0, equals).trim();
                add(key, GivenText.valueOf(assignment.substring(equals + 1), known.declared(key)), Origin.OPTION);
            }
        }
        return this;
    }

    /** Adds what the program itself sets. */
    public Layers code(Map<String, Object> values) {
        values.forEach((key, value) -> add(key, value, Origin.CODE));
        return this;
    }

    private void add(String key, Object value, Origin origin) {
        if (known.isMistake(key)) {
            problems.add(origin + ": unknown setting " + key
                    + known.nearest(key)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; gale config --all tells which there are"));
            return;
        }
        Object plain;
        try {
            plain = ConfValues.normalize(key, value);
        } catch (IllegalArgumentException e) {
            problems.add(origin + ": " + e.getMessage());
            return;
        }
        problemOf(key, plain).ifPresent(problem -> problems.add(origin + ": " + problem));
        given.add(new Given(key, plain, origin));
    }

    private Optional<String> problemOf(String key, Object value) {
        Optional<Setting<?>> setting = known.declared(key);
        if (setting.isPresent() && value != null) {
            try {
                setting.get().in(Map.of(key, value));
            } catch (IllegalArgumentException e) {
                return Optional.of(
                        EffectiveValue.isSecret(key)
                                ? key + " must be a " + setting.get().type()
                                : e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** @throws InvalidConfiguration saying all that is wrong */
    public Configuration toConfiguration() throws InvalidConfiguration {
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        Map<String, List<Given>> byKey = new LinkedHashMap<>();
        for (Setting<?> setting : known.declared()) {
            List<Given> values = new ArrayList<>();
            if (setting.defaultValue() != null) {
                values.add(new Given(setting.key(), plainDefault(setting), Origin.DEFAULT));
            }
            byKey.put(setting.key(), values);
        }
        given.stream()
                .sorted(Comparator.comparing(value -> value.origin().layer()))
                .forEach(value -> byKey.computeIfAbsent(value.key(), key -> new ArrayList<>())
                        .add(value));
        Map<String, EffectiveValue> values = new LinkedHashMap<>();
        byKey.forEach((key, candidates) -> values.put(key, effective(key, candidates)));
        return new Configuration(values, notices);
    }

    private static Object plainDefault(Setting<?> setting) {
        Object value = setting.defaultValue();
        return value instanceof Enum<?> ? setting.defaultText().orElseThrow() : value;
    }

    private static EffectiveValue effective(String key, List<Given> weakestFirst) {
        if (weakestFirst.isEmpty()) {
            return new EffectiveValue(key, null, Origin.DEFAULT, List.of());
        }
        List<EffectiveValue.Overruled> overruled = new ArrayList<>();
        for (int i = weakestFirst.size() - 2; i >= 0; i--) {
            overruled.add(new EffectiveValue.Overruled(
                    weakestFirst.get(i).value(), weakestFirst.get(i).origin()));
        }
        Given strongest = weakestFirst.get(weakestFirst.size() - 1);
        return new EffectiveValue(key, strongest.value(), strongest.origin(), overruled);
    }
}
