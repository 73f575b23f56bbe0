package dev.gale.worker.config;

import static dev.gale.kernel.settings.Setting.Scope.COMPONENT;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a topology that have an effect, each declared once. Keys that Storm knows and Gale has no use for are
 * accepted without effect ({@link #inertKeys}).
 */
public final class TopologySettings {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<Long> WORKERS = declare(Setting.whole(
            Config.TOPOLOGY_WORKERS,
            TOPOLOGY,
            1L,
            1,
            10_000,
            "workers",
            "How many workers the executors are spread over. In local mode they share the JVM and tuples between them are"
                    + " serialized for real."));
    public static final Setting<Long> TASKS = declare(Setting.whole(
            Config.TOPOLOGY_TASKS,
            COMPONENT,
            null,
            1,
            100_000,
            "tasks",
            "Instances of a component; default: its parallelism. Executors run several one after the other when there are"
                    + " more tasks than executors."));
    public static final Setting<Long> MAX_TASK_PARALLELISM = declare(Setting.whole(
            Config.TOPOLOGY_MAX_TASK_PARALLELISM,
            COMPONENT,
            null,
            1,
            100_000,
            "tasks",
            "Upper bound of tasks and executors of every component; for tests of wide topologies."));
    public static final Setting<Long> ACKERS = declare(Setting.whole(
            Config.TOPOLOGY_ACKER_EXECUTORS,
            TOPOLOGY,
            null,
            0,
            100_000,
            "",
            "0 turns tracking off: a spout's ack is called within emit and nothing is replayed. Any other value, and none,"
                    + " means tracking; the number has no meaning, since spout executors track their own trees."));
    public static final Setting<Long> MESSAGE_TIMEOUT_SECS = declare(Setting.whole(
            Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
            TOPOLOGY,
            30L,
            1,
            Integer.MAX_VALUE,
            "seconds",
            "How long a tree of tuples may take to complete before it fails."));
    public static final Setting<Long> MESSAGE_TIMEOUT_MILLIS = declare(Setting.whole(
            Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS,
            TOPOLOGY,
            null,
            1,
            Integer.MAX_VALUE * 1000L,
            "milliseconds",
            "The same, finer; wins over the seconds."));
    public static final Setting<Boolean> ENABLE_MESSAGE_TIMEOUTS = declare(Setting.flag(
            Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS,
            TOPOLOGY,
            true,
            "Whether trees time out at all. Without, a tuple that a bolt forgets is never replayed."));
    public static final Setting<Long> MAX_SPOUT_PENDING = declare(Setting.whole(
            Config.TOPOLOGY_MAX_SPOUT_PENDING,
            COMPONENT,
            null,
            1,
            Integer.MAX_VALUE,
            "trees",
            "How many trees may be open per spout task. An executor tracks 2 million at most, which is also what holds"
                    + " when none is set. Untracked tuples don't count."));
    public static final Setting<Long> TICK_SECS = declare(Setting.whole(
            Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS,
            COMPONENT,
            null,
            1,
            Integer.MAX_VALUE,
            "seconds",
            "Interval of tick tuples to every task of a bolt."));
    public static final Setting<Long> TICK_MILLIS = declare(Setting.whole(
            Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS,
            COMPONENT,
            null,
            1,
            Integer.MAX_VALUE * 1000L,
            "milliseconds",
            "The same, finer; wins over the seconds."));
    public static final Setting<Long> RECEIVE_BUFFER = declare(Setting.whole(
            Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE,
            COMPONENT,
            4096L,
            2,
            1 << 24,
            "tuples",
            "Most tuples that can wait for one executor. Its senders keep what doesn't fit and take no new input."));
    public static final Setting<FailurePolicy> FAILURE_POLICY = declare(Setting.choice(
            Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY,
            COMPONENT,
            FailurePolicy.class,
            FailurePolicy.RESTART,
            "What happens to a spout or bolt that threw an exception, besides failing the tuple: made anew after a pause;"
                    + " the topology stops; nothing."));
    public static final Setting<Long> RESTART_BACKOFF_MIN = declare(Setting.whole(
            Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS,
            COMPONENT,
            100L,
            0,
            Integer.MAX_VALUE,
            "milliseconds",
            "The pause before the first restart; doubled at each further one."));
    public static final Setting<Long> RESTART_BACKOFF_MAX = declare(Setting.whole(
            Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS,
            COMPONENT,
            10_000L,
            0,
            Integer.MAX_VALUE,
            "milliseconds",
            "The longest pause before a restart. An executor that has run for twice as long since its last exception begins"
                    + " with the shortest again."));
    public static final Setting<Scheduling> SCHEDULING = declare(Setting.choice(
            Config.TOPOLOGY_SCHEDULING,
            COMPONENT,
            Scheduling.class,
            Scheduling.PACKED,
            "How executors get threads: packed, as many threads as there are cores share them, and one that blocks is found"
                    + " and left alone on its thread; or dedicated, each its own."));
    public static final Setting<Boolean> FUSION = declare(Setting.flag(
            Config.TOPOLOGY_FUSION,
            COMPONENT,
            true,
            "Whether a bolt that gets all its input from one executor of its worker may be called by that directly, without"
                    + " a queue. For a component: whether that may be done to it."));
    public static final Setting<List<?>> KRYO_REGISTER = declare(
            Setting.list(
                    Config.TOPOLOGY_KRYO_REGISTER,
                    COMPONENT,
                    "class names, or maps from a class name to its serializer's",
                    "Classes that may cross from worker to worker. The lists of the components are appended to the topology's."));
    public static final Setting<List<?>> KRYO_DECORATORS = declare(Setting.list(
            Config.TOPOLOGY_KRYO_DECORATORS,
            COMPONENT,
            "class names",
            "Classes that implement IKryoDecorator, applied after the registrations."));
    public static final Setting<String> KRYO_FACTORY = declare(Setting.text(
            Config.TOPOLOGY_KRYO_FACTORY,
            TOPOLOGY,
            "dev.gale.serialization.DefaultKryoFactory",
            "Class that makes the Kryo instances."));
    public static final Setting<Boolean> SKIP_MISSING_KRYO = declare(Setting.flag(
            Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS,
            TOPOLOGY,
            false,
            "Whether registered classes that aren't on the class path are passed over. Local mode sets it."));
    public static final Setting<Boolean> JAVA_SERIALIZATION = declare(Setting.flag(
            Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION,
            TOPOLOGY,
            false,
            "Whether classes that aren't registered may cross workers by Java serialization. Slow, and whoever can send"
                    + " to a worker can then run code in it."));
    public static final Setting<Boolean> ALWAYS_SERIALIZE = declare(Setting.flag(
            Config.TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE,
            TOPOLOGY,
            false,
            "Serialize every tuple, also within a worker; to find unregistered classes in a test."));
    public static final Setting<List<?>> AUTO_TASK_HOOKS = declare(Setting.list(
            Config.TOPOLOGY_AUTO_TASK_HOOKS,
            TOPOLOGY,
            "class names",
            "Classes that implement ITaskHook, one instance added to every task."));
    public static final Setting<List<?>> METRICS_CONSUMERS = declare(Setting.list(
            Config.TOPOLOGY_METRICS_CONSUMER_REGISTER,
            TOPOLOGY,
            "maps with class, parallelism.hint and argument",
            "Classes that implement IMetricsConsumer; each becomes a bolt that gets what spouts and bolts register with"
                    + " registerMetric."));
    public static final Setting<Long> SHARED_POOL = declare(Setting.whole(
            Config.TOPOLOGY_WORKER_SHARED_THREAD_POOL_SIZE,
            TOPOLOGY,
            4L,
            1,
            10_000,
            "threads",
            "Size of the pool that TopologyContext.getSharedExecutor gives; made at the first use."));
    public static final Setting<Boolean> DEBUG = declare(Setting.flag(
            Config.TOPOLOGY_DEBUG, COMPONENT, false, "Log every emitted tuple. Far too slow for anything but a look."));
    public static final Setting<Long> MAX_ERRORS_PER_INTERVAL = declare(Setting.whole(
            Config.TOPOLOGY_MAX_ERROR_REPORT_PER_INTERVAL,
            TOPOLOGY,
            5L,
            1,
            Integer.MAX_VALUE,
            "errors",
            "How many errors of a component are logged per interval; all are counted."));
    public static final Setting<Long> ERROR_INTERVAL_SECS = declare(Setting.whole(
            Config.TOPOLOGY_ERROR_THROTTLE_INTERVAL_SECS,
            TOPOLOGY,
            10L,
            1,
            Integer.MAX_VALUE,
            "seconds",
            "That interval."));

    /** Settings that a component may override for itself; all other topology keys in its configuration are ignored. */
    private static final Set<String> STORM_COMPONENT_KEYS = Set.of(
            Config.TOPOLOGY_TRANSACTIONAL_ID,
            Config.TOPOLOGY_SPOUT_WAIT_STRATEGY,
            Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT,
            Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_DURATION_MS,
            Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_COUNT,
            Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_DURATION_MS,
            Config.TOPOLOGY_BOLTS_TUPLE_TIMESTAMP_MAX_LAG_MS,
            Config.TOPOLOGY_BOLTS_MESSAGE_ID_FIELD_NAME,
            Config.TOPOLOGY_STATE_PROVIDER,
            Config.TOPOLOGY_STATE_PROVIDER_CONFIG,
            Config.TOPOLOGY_BOLTS_LATE_TUPLE_STREAM);

    private static final Settings SETTINGS = new Settings(ALL);
    private static final Set<String> INERT = inert();

    private TopologySettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    private static Set<String> inert() {
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
        SETTINGS.all().forEach(setting -> keys.remove(setting.key()));
        TransportSettings.settings().all().forEach(setting -> keys.remove(setting.key()));
        return Collections.unmodifiableSet(keys);
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }

    /** Keys of Storm's that are legal and have no effect. */
    public static Set<String> inertKeys() {
        return INERT;
    }

    /** Whether a component's own configuration may hold {@code key} with effect: user's keys, and some of ours. */
    public static boolean isComponentKey(String key) {
        for (Setting<?> setting : SETTINGS.all()) {
            if (setting.key().equals(key)) {
                return setting.scope() == COMPONENT;
            }
        }
        return !INERT.contains(key)
                || STORM_COMPONENT_KEYS.contains(key)
                || key.startsWith("topology.component.resources.")
                || key.equals(Config.TOPOLOGY_COMPONENT_CPU_PCORE_PERCENT);
    }

    /** Every setting that is wrong in itself in the configuration of a topology or a component, a sentence a problem. */
    public static List<String> problems(Map<String, ?> configuration) {
        return SETTINGS.problems(configuration, "topology.", INERT);
    }

    /**
     * Settings that don't go together.
     *
     * @param configuration in which each setting is right in itself; a component's with the topology's
     */
    public static List<String> contradictions(Map<String, ?> configuration) {
        long min = RESTART_BACKOFF_MIN.in(configuration);
        long max = RESTART_BACKOFF_MAX.in(configuration);
        return min <= max
                ? List.of()
                : List.of(RESTART_BACKOFF_MIN + "=" + min + " must not be more than " + RESTART_BACKOFF_MAX + "=" + max
                        + "; lower the first or raise the second");
    }

    /** How long a tree may take; zero when trees don't time out. */
    public static Duration messageTimeout(Map<String, ?> configuration) {
        if (!ENABLE_MESSAGE_TIMEOUTS.in(configuration)) {
            return Duration.ZERO;
        }
        Long millis = MESSAGE_TIMEOUT_MILLIS.in(configuration);
        return millis != null ? Duration.ofMillis(millis) : Duration.ofSeconds(MESSAGE_TIMEOUT_SECS.in(configuration));
    }

    /** Interval of tick tuples; zero when there are none. */
    public static Duration tickInterval(Map<String, ?> configuration) {
        Long millis = TICK_MILLIS.in(configuration);
        if (millis != null) {
            return Duration.ofMillis(millis);
        }
        Long secs = TICK_SECS.in(configuration);
        return secs == null ? Duration.ZERO : Duration.ofSeconds(secs);
    }
}
