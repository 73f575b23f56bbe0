package dev.gale.nimbus.topology;

import static dev.gale.kernel.settings.Setting.Scope.COMPONENT;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a topology that Nimbus acts upon. */
public final class PlacementSettings {
    private static final List<Setting<?>> OWN = new ArrayList<>();

    public static final Setting<Double> ON_HEAP_MB = declare(Setting.decimal(
            Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB,
            COMPONENT,
            0.0,
            0,
            1e9,
            "Memory on the heap, in MiB, that an executor asks for. A supervisor gets no more than it has."));
    public static final Setting<Double> OFF_HEAP_MB = declare(Setting.decimal(
            Config.TOPOLOGY_COMPONENT_RESOURCES_OFFHEAP_MEMORY_MB,
            COMPONENT,
            0.0,
            0,
            1e9,
            "The same outside the heap."));
    public static final Setting<Double> CPU_PERCENT = declare(Setting.decimal(
            Config.TOPOLOGY_COMPONENT_CPU_PCORE_PERCENT,
            COMPONENT,
            0.0,
            0,
            1e9,
            "CPU that an executor asks for; 100 is a core."));
    public static final Setting<Double> WORKER_MAX_HEAP_MB = declare(Setting.decimal(
            Config.TOPOLOGY_WORKER_MAX_HEAP_SIZE_MB,
            TOPOLOGY,
            0.0,
            0,
            1e9,
            "How much heap, in MiB, the executors of one worker may ask for together; 0 sets no limit."));
    public static final Setting<Long> PRIORITY = declare(Setting.whole(
            Config.TOPOLOGY_PRIORITY,
            TOPOLOGY,
            29L,
            0,
            1_000_000,
            "",
            "Topologies with lower numbers get slots first."));
    public static final Setting<Long> MIN_REPLICATION = declare(Setting.whole(
            Config.TOPOLOGY_MIN_REPLICATION_COUNT,
            TOPOLOGY,
            1L,
            1,
            1_000,
            "Nimbuses",
            "On how many Nimbuses the code must be before the topology is accepted."));
    public static final Setting<Long> REPLICATION_WAIT_SECS = declare(Setting.whole(
            Config.TOPOLOGY_MAX_REPLICATION_WAIT_TIME_SEC,
            TOPOLOGY,
            60L,
            0,
            3_600,
            "seconds",
            "How long a submission waits for that before it is refused."));

    // Read here, and documented where the worker's settings are declared.
    static final Setting<Long> WORKERS = Setting.whole(Config.TOPOLOGY_WORKERS, TOPOLOGY, 1L, 1, 10_000, "workers", "");
    static final Setting<Long> TASKS = Setting.whole(Config.TOPOLOGY_TASKS, COMPONENT, null, 1, 100_000, "tasks", "");
    static final Setting<Long> MAX_TASK_PARALLELISM =
            Setting.whole(Config.TOPOLOGY_MAX_TASK_PARALLELISM, COMPONENT, null, 1, 100_000, "tasks", "");
    private static final Setting<Long> MESSAGE_TIMEOUT_SECS =
            Setting.whole(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, TOPOLOGY, 30L, 1, Integer.MAX_VALUE, "seconds", "");
    private static final Setting<Long> MESSAGE_TIMEOUT_MILLIS = Setting.whole(
            Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, TOPOLOGY, null, 1, Integer.MAX_VALUE * 1000L, "milliseconds", "");

    private static final Settings ALL = all();
    private static final Set<String> KNOWN_KEYS = keysOfTheApi();

    private PlacementSettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        OWN.add(setting);
        return setting;
    }

    private static Settings all() {
        List<Setting<?>> all = new ArrayList<>(OWN);
        all.addAll(List.of(WORKERS, TASKS, MAX_TASK_PARALLELISM, MESSAGE_TIMEOUT_SECS, MESSAGE_TIMEOUT_MILLIS));
        return new Settings(all);
    }

    private static Set<String> keysOfTheApi() {
        Set<String> keys = new TreeSet<>();
        for (Field field : Config.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                try {
                    keys.add((String) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new ExceptionInInitializerError(e);
                }
            }
        }
        return keys;
    }

    /** Those that are Nimbus's alone. */
    public static Settings settings() {
        return new Settings(OWN);
    }

    /** What is wrong with a configuration, as far as Nimbus can tell: values that it reads, and unknown topology keys. */
    static List<String> problems(Map<String, ?> configuration) {
        return ALL.problems(configuration, "topology.", KNOWN_KEYS);
    }

    /** The configuration of a component with the topology's below it. */
    static Map<String, Object> merged(Map<String, Object> topology, Map<String, Object> component) {
        Map<String, Object> merged = new LinkedHashMap<>(topology);
        merged.putAll(component);
        return merged;
    }

    /** How long a tree of tuples may take, which is how long it takes to drain a topology. */
    static Duration messageTimeout(Map<String, ?> configuration) {
        Long millis = MESSAGE_TIMEOUT_MILLIS.in(configuration);
        return millis != null ? Duration.ofMillis(millis) : Duration.ofSeconds(MESSAGE_TIMEOUT_SECS.in(configuration));
    }
}
