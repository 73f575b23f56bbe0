package dev.gale.benchmarks.driver.suite;

import dev.gale.benchmarks.harness.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of things to run. Immutable; checked when it is made.
 *
 * @param jvmArgs of all JVMs
 * @param engines by name
 * @param entries in the order in which a round runs them; no two with the same key
 */
public record Suite(List<String> jvmArgs, Map<String, EngineProgram> engines, List<Entry> entries) {
    private static final String BUILT_IN = "suite.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * How an engine is started.
     *
     * @param module folder in {@code benchmarks}, where the class path is found
     * @param main class
     * @param jvmArgs of all its configurations
     * @param jvmArgsByConfig further ones by the name of a configuration
     * @param warmUpTimes how many times as long as others it has to warm up; 1 when left out
     */
    public record EngineProgram(
            String module,
            String main,
            List<String> jvmArgs,
            Map<String, List<String>> jvmArgsByConfig,
            double warmUpTimes) {
        public EngineProgram {
            Objects.requireNonNull(module, "an engine without module");
            Objects.requireNonNull(main, "an engine without main");
            jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
            jvmArgsByConfig = jvmArgsByConfig == null ? Map.of() : Map.copyOf(jvmArgsByConfig);
            warmUpTimes = warmUpTimes == 0 ? 1 : warmUpTimes;
        }
    }

    public Suite {
        jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
        engines = engines == null ? Map.of() : Map.copyOf(engines);
        entries = entries == null ? List.of() : List.copyOf(entries);
        Set<Object> keys = new HashSet<>();
        for (Entry entry : entries) {
            if (!engines.containsKey(entry.engine())) {
                throw new IllegalArgumentException(
                        entry.key() + " is on an engine that is not among " + new TreeSet<>(engines.keySet()));
            }
            if (!keys.add(entry.key())) {
                throw new IllegalArgumentException(entry.key() + " is there twice");
            }
        }
    }

    /** The suite that comes with the driver. */
    public static Suite builtIn() throws IOException {
        try (InputStream file = Suite.class.getResourceAsStream(BUILT_IN)) {
            return parse(BUILT_IN, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @throws IOException when it can't be read or is not a suite; the message tells why */
    public static Suite read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    private static Suite parse(String name, String json) throws IOException {
        try {
            return JSON.readValue(json, Suite.class);
        } catch (JacksonException e) {
            throw new IOException(name + " is no suite: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Without the entries that weren't asked for.
     *
     * @param terms engines and workloads: an entry stays when its engine is named, or none is, and its workload is named, or
     *     none is
     * @throws IllegalArgumentException when a term is neither, or nothing stays
     */
    public Suite only(List<String> terms) {
        Set<String> wantedEngines = new HashSet<>();
        Set<Workload> wantedWorkloads = new HashSet<>();
        for (String term : terms) {
            if (engines.containsKey(term)) {
                wantedEngines.add(term);
            } else {
                wantedWorkloads.add(workload(term));
            }
        }
        List<Entry> kept = entries.stream()
                .filter(entry -> wantedEngines.isEmpty() || wantedEngines.contains(entry.engine()))
                .filter(entry -> wantedWorkloads.isEmpty() || wantedWorkloads.contains(entry.workload()))
                .toList();
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("nothing in the suite is of " + String.join(",", terms));
        }
        return new Suite(jvmArgs, engines, kept);
    }

    private Workload workload(String term) {
        return Arrays.stream(Workload.values())
                .filter(workload -> workload.name().equals(term.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(term + " is neither an engine of "
                        + new TreeSet<>(engines.keySet()) + " nor a workload of "
                        + Arrays.stream(Workload.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** How the entry's engine is started. */
    public EngineProgram program(Entry entry) {
        return engines.get(entry.engine());
    }

    /** How many times as long as usual the entry warms up. */
    public double warmUpTimes(Entry entry) {
        return Math.max(program(entry).warmUpTimes(), entry.warmUpTimes());
    }

    /** All arguments of the entry's JVM, the more special ones later. */
    public List<String> jvmArgs(Entry entry) {
        EngineProgram program = program(entry);
        List<String> all = new ArrayList<>(jvmArgs);
        all.addAll(program.jvmArgs());
        all.addAll(program.jvmArgsByConfig().getOrDefault(entry.config(), List.of()));
        all.addAll(entry.jvmArgs());
        return all;
    }
}
