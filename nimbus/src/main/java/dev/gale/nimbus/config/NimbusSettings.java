package dev.gale.nimbus.config;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of Nimbus, each declared once. */
public final class NimbusSettings {
    /** Keys that begin so are settings, or mistakes. */
    static final String PREFIX = "gale.nimbus.";

    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<String> API_HOST = declare(
            Setting.text(
                    PREFIX + "api.host",
                    CLUSTER,
                    "127.0.0.1",
                    "The address on which Nimbus serves its HTTP API. One that other machines can reach needs gale.api.secret."));
    public static final Setting<Long> API_PORT = declare(Setting.whole(
            PREFIX + "api.port", CLUSTER, 8080L, 0, 65_535, "", "The port of the API; 0 takes any that is free."));
    public static final Setting<String> API_SECRET = declare(Setting.text(
            "gale.api.secret",
            CLUSTER,
            null,
            "What whoever calls the API must know, at least 16 characters; the same for all daemons and clients of a"
                    + " cluster."));
    public static final Setting<String> LOCAL_DIR = declare(Setting.text(
            Config.STORM_LOCAL_DIR,
            CLUSTER,
            "gale-local",
            "The directory in which a daemon keeps its files; Nimbus the code of topologies."));
    public static final Setting<String> LOCAL_HOSTNAME = declare(Setting.text(
            Config.STORM_LOCAL_HOSTNAME,
            CLUSTER,
            null,
            "The name or address under which others reach this host; default: what the daemon listens on, else the host's"
                    + " own name."));
    public static final Setting<Long> SUPERVISOR_GRACE_SECS = declare(Setting.whole(
            PREFIX + "supervisor.grace.secs",
            CLUSTER,
            5L,
            0,
            86_400,
            "seconds",
            "How long after a supervisor with work has gone its executors get other places; while it may come back,"
                    + " nothing is placed. Counts from the end of its session with ZooKeeper."));
    public static final Setting<Long> MAX_CODE_MB = declare(
            Setting.whole(PREFIX + "code.max.mb", CLUSTER, 1024L, 1, 1 << 20, "MiB", "The largest jar that is taken."));
    public static final Setting<Long> MAX_SUBMISSION_MB = declare(Setting.whole(
            PREFIX + "submission.max.mb",
            CLUSTER,
            64L,
            1,
            512,
            "MiB",
            "The largest submission that is taken: structure, configuration and serialized spouts and bolts."));
    public static final Setting<Long> UNUSED_CODE_MINUTES = declare(Setting.whole(
            PREFIX + "code.unused.minutes",
            CLUSTER,
            60L,
            1,
            Integer.MAX_VALUE,
            "minutes",
            "How long code is kept that no topology needs: after its upload, or after the last look at it."));

    private static final Settings SETTINGS = new Settings(ALL);

    private NimbusSettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }
}
