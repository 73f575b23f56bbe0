package dev.gale.benchmarks.jet;

import dev.gale.benchmarks.harness.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The named configurations: what a member sets on top of Jet's defaults. */
enum NamedConfig {
    /** Nothing is set. */
    DEFAULT {
        @Override
        void set(Map<String, String> properties) {}
    },

    /** Threads that have nothing to do look again soon. */
    LOWLATENCY {
        @Override
        void set(Map<String, String> properties) {
            properties.put("hazelcast.jet.idle.cooperative.min.microseconds", "1");
            properties.put("hazelcast.jet.idle.cooperative.max.microseconds", "10");
        }
    };

    /** @throws IllegalArgumentException when there is none of that name */
    static NamedConfig of(String name) {
        return Arrays.stream(values())
                .filter(config -> config.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Jet has no configuration " + name + ", only "
                        + Arrays.stream(values()).map(NamedConfig::label).toList()));
    }

    /** Properties of the member, in Hazelcast's words. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        set(properties);
        return properties;
    }

    /** Whether the workload asks for at least once. */
    static boolean hasSnapshots(Workload workload) {
        return workload != Workload.W1;
    }

    abstract void set(Map<String, String> properties);

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
