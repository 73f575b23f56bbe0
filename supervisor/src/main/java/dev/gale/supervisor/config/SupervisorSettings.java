package dev.gale.supervisor.config;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of supervisors, and of the processes that they start, each declared once; under Storm's keys if there are. */
public final class SupervisorSettings {
    /** What begins the keys that Storm doesn't have. */
    public static final String PREFIX = "gale.supervisor.";

    private static final int SECONDS_MAX = 1_000_000_000;
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<String> LOCAL_DIR = declare(Setting.text(
            Config.STORM_LOCAL_DIR,
            CLUSTER,
            "gale-local",
            "Directory for what a daemon keeps on its machine. One supervisor a directory."));
    public static final Setting<String> HOST = declare(Setting.text(
            Config.STORM_LOCAL_HOSTNAME,
            CLUSTER,
            "127.0.0.1",
            "The address under which the others reach this machine. To be set on every machine of a cluster that has more than"
                    + " one."));
    public static final Setting<List<?>> SLOT_PORTS = declare(Setting.list(
            "supervisor.slots.ports",
            CLUSTER,
            "ports",
            "A slot for a worker each; its worker listens there. When it isn't given: 6700, 6701, 6702, 6703."));
    public static final Setting<Double> MEMORY_MB = declare(Setting.decimal(
            Config.SUPERVISOR_MEMORY_CAPACITY_MB,
            CLUSTER,
            4_096.0,
            0,
            1e12,
            "Memory for workers in MiB, as schedulers see it."));
    public static final Setting<Double> CPU_PERCENT = declare(Setting.decimal(
            Config.SUPERVISOR_CPU_CAPACITY,
            CLUSTER,
            400.0,
            0,
            1e9,
            "CPU for workers, 100 a core, as schedulers see it."));

    public static final Setting<String> LIB_DIR = declare(Setting.text(
            "gale.lib.dir",
            CLUSTER,
            null,
            "Directory with Gale's jars, for the class path of workers. Without it they have the supervisor's."));
    public static final Setting<List<String>> WORKER_CHILDOPTS = declare(Setting.words(
            Config.WORKER_CHILDOPTS,
            CLUSTER,
            List.of("-Xmx%HEAP-MEM%m"),
            "JVM options of all workers. %ID% and %WORKER-PORT% stand for the slot's port, %TOPOLOGY-ID%, %WORKER-ID% and"
                    + " %HEAP-MEM% (in MiB) for what they say."));
    public static final Setting<List<String>> WORKER_GC_CHILDOPTS = declare(Setting.words(
            Config.WORKER_GC_CHILDOPTS,
            CLUSTER,
            List.of("-XX:+UseParallelGC"),
            "The garbage collector of all workers. Left out when another of their options chooses one."));
    public static final Setting<Long> WORKER_HEAP_MB = declare(Setting.whole(
            Config.WORKER_HEAP_MEMORY_MB,
            TOPOLOGY,
            768L,
            1,
            1 << 30,
            "MiB",
            "What %HEAP-MEM% stands for. The topology's value goes before the daemon's."));
    public static final Setting<List<String>> TOPOLOGY_CHILDOPTS = declare(
            Setting.words(
                    Config.TOPOLOGY_WORKER_CHILDOPTS,
                    TOPOLOGY,
                    List.of(),
                    "JVM options of the topology's workers, after those of all workers; the later one of two that set the same counts."));
    public static final Setting<List<String>> TOPOLOGY_GC_CHILDOPTS = declare(Setting.words(
            Config.TOPOLOGY_WORKER_GC_CHILDOPTS,
            TOPOLOGY,
            null,
            "The garbage collector of the topology's workers, instead of that of all workers."));

    public static final Setting<Long> STOP_LIMIT = declare(Setting.whole(
            Config.SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS,
            CLUSTER,
            10L,
            0,
            SECONDS_MAX,
            "seconds",
            "How long a worker that was told to stop may take for it; then it is killed."));
    public static final Setting<Long> WORKER_TIMEOUT = declare(Setting.whole(
            Config.SUPERVISOR_WORKER_TIMEOUT_SECS,
            CLUSTER,
            5L,
            0,
            SECONDS_MAX,
            "seconds",
            "How long after its session with ZooKeeper a worker's process may still be there; then it stands still and is"
                    + " killed, so that its successor can be started."));
    public static final Setting<Long> RESTART_DELAY = declare(
            Setting.whole(
                    PREFIX + "worker.restart.delay.ms",
                    CLUSTER,
                    100L,
                    1,
                    3_600_000,
                    "milliseconds",
                    "About how long after a worker's end it is started again. Doubled with every end that comes soon after a start."));
    public static final Setting<Long> RESTART_DELAY_CEILING = declare(Setting.whole(
            PREFIX + "worker.restart.delay.ceiling.ms",
            CLUSTER,
            30_000L,
            1,
            86_400_000,
            "milliseconds",
            "The longest such time."));
    public static final Setting<Long> STABLE_AFTER = declare(Setting.whole(
            PREFIX + "worker.stable.secs",
            CLUSTER,
            60L,
            1,
            SECONDS_MAX,
            "seconds",
            "A worker that has run for so long is started again after the shortest time."));
    public static final Setting<Long> LOG_BYTES = declare(Setting.whole(
            PREFIX + "worker.log.max.bytes",
            CLUSTER,
            20L << 20,
            4 << 10,
            1L << 40,
            "bytes",
            "A worker's log that is longer is put aside and begun anew. Looked at every few seconds."));
    public static final Setting<Long> LOG_FILES = declare(Setting.whole(
            PREFIX + "worker.log.files",
            CLUSTER,
            3L,
            1,
            1_000,
            "files",
            "How many of a worker's logs that were put aside are kept."));
    public static final Setting<Long> FILES_RETENTION = declare(Setting.whole(
            PREFIX + "files.retention.secs",
            CLUSTER,
            600L,
            0,
            SECONDS_MAX,
            "seconds",
            "How long the code of a topology that no slot runs is kept."));
    public static final Setting<Long> WORKER_DIR_RETENTION = declare(
            Setting.whole(
                    PREFIX + "worker.dir.retention.secs",
                    CLUSTER,
                    3_600L,
                    0,
                    SECONDS_MAX,
                    "seconds",
                    "How long the directory of a worker that has ended is kept, with its log; of each slot the last three at most."));
    public static final Setting<Long> FETCH_LIMIT = declare(Setting.whole(
            PREFIX + "fetch.limit.secs",
            CLUSTER,
            600L,
            1,
            SECONDS_MAX,
            "seconds",
            "How long one attempt to get a topology's code from the Nimbuses may take."));
    public static final Setting<String> API_SECRET = declare(Setting.text(
            "gale.api.secret",
            CLUSTER,
            null,
            "What Nimbus's HTTP API wants to be shown; empty when it wants nothing."));

    public static final Setting<String> HEALTH_DIR = declare(Setting.text(
            "storm.health.check.dir",
            CLUSTER,
            null,
            "Directory whose executable files are run now and then. One that exits with another code than 0, or writes a line"
                    + " that begins with ERROR, says that the machine isn't fit: its workers are stopped and others take over"
                    + " until all say otherwise."));
    public static final Setting<Long> HEALTH_LIMIT = declare(Setting.whole(
            "storm.health.check.timeout.ms", CLUSTER, 5_000L, 1, 3_600_000, "milliseconds", "How long each may take."));
    public static final Setting<Boolean> HEALTH_LATE_FAILS = declare(Setting.flag(
            "storm.health.check.fail.on.timeouts",
            CLUSTER,
            true,
            "Whether one that takes longer says that the machine isn't fit."));
    public static final Setting<Long> HEALTH_INTERVAL = declare(Setting.whole(
            PREFIX + "health.check.interval.secs", CLUSTER, 60L, 1, SECONDS_MAX, "seconds", "How often they are run."));

    private static final Settings SETTINGS = new Settings(ALL);

    private SupervisorSettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }
}
