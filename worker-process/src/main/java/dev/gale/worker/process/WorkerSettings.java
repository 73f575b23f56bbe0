package dev.gale.worker.process;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;

import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.util.List;

/** The settings of a worker process, each declared once. */
public final class WorkerSettings {
    public static final Setting<Long> ASSIGNMENT_WAIT_SECS = Setting.whole(
            "worker.assignment.wait.secs",
            CLUSTER,
            60L,
            1,
            86_400,
            "seconds",
            "How long a worker that has just started waits to hear of an assignment that names its slot, before it gives"
                    + " up.");
    public static final Setting<Long> PEERS_WAIT_SECS = Setting.whole(
            "worker.peers.wait.secs",
            TOPOLOGY,
            30L,
            0,
            86_400,
            "seconds",
            "How long a worker waits for the connections with its peers before its executors start without them. What"
                    + " they then send to a missing peer waits.");
    public static final Setting<Long> SHUTDOWN_SECS = Setting.whole(
            "worker.shutdown.secs",
            TOPOLOGY,
            5L,
            0,
            86_400,
            "seconds",
            "How long calls of user code may go on when a worker stops, before their threads are interrupted. Longer than"
                    + " supervisor.worker.shutdown.sleep.secs it has no effect: then the supervisor kills the process.");

    public static final Setting<Long> STATS_REPORT_SECS = Setting.whole(
            "worker.stats.report.secs",
            CLUSTER,
            3L,
            1,
            86_400,
            "seconds",
            "How often a worker tells Nimbus what its executors have done, and how long it waits before it tries again what"
                    + " couldn't be told.");
    public static final Setting<String> API_SECRET = Setting.text(
            "gale.api.secret", CLUSTER, null, "What Nimbus's HTTP API wants to be shown; empty when it wants nothing.");

    private static final Settings SETTINGS =
            new Settings(List.of(ASSIGNMENT_WAIT_SECS, PEERS_WAIT_SECS, SHUTDOWN_SECS, STATS_REPORT_SECS, API_SECRET));

    private WorkerSettings() {}

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }
}
