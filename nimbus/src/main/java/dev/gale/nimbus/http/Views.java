package dev.gale.nimbus.http;

import java.util.List;
import java.util.Map;

/** The answers of the API; names and forms of the fields are those of Storm's REST API. */
final class Views {
    private Views() {}

    record Health(String status, boolean leader) {}

    record ClusterSummary(
            String stormVersion,
            int supervisors,
            int topologies,
            int slotsTotal,
            int slotsUsed,
            int slotsFree,
            int executorsTotal,
            int tasksTotal,
            double totalMem,
            double totalCpu) {}

    record Nimbuses(List<NimbusSummary> nimbuses) {}

    /** The uptime in seconds is a text, in Storm too. */
    record NimbusSummary(
            String host, int port, String status, String nimbusUpTime, String nimbusUpTimeSeconds, String version) {}

    record Supervisors(List<SupervisorSummary> supervisors) {}

    record SupervisorSummary(
            String id,
            String host,
            String uptime,
            long uptimeSeconds,
            int slotsTotal,
            int slotsUsed,
            int slotsFree,
            double totalMem,
            double totalCpu,
            String version) {}

    record Topologies(List<TopologySummary> topologies) {}

    record TopologySummary(
            String id,
            String encodedId,
            String name,
            String owner,
            String status,
            String uptime,
            long uptimeSeconds,
            int workersTotal,
            int executorsTotal,
            int tasksTotal,
            int replicationCount,
            String schedulerInfo) {}

    /**
     * @param pendingAction null when nothing is pending
     */
    record TopologyPage(
            String id,
            String encodedId,
            String name,
            String owner,
            String status,
            String uptime,
            long uptimeSeconds,
            int workersTotal,
            int workersRequested,
            int executorsTotal,
            int tasksTotal,
            int replicationCount,
            String schedulerInfo,
            long msgTimeout,
            long assignmentEpoch,
            PendingView pendingAction,
            List<TotalsView> topologyStats,
            List<SpoutView> spouts,
            List<BoltView> bolts,
            List<WorkerView> workers,
            List<ErrorView> topologyErrors,
            Map<String, Object> configuration) {}

    /** @param dueInSeconds how long until it is done */
    record PendingView(String previousStatus, long dueInSeconds, Integer numWorkers, Map<String, Integer> executors) {}

    /**
     * Of the whole topology; acked and failed are trees. Latencies are texts here and below, in Storm too. What is done in
     * a second, here and below, is null when no worker has told lately.
     */
    record TotalsView(
            String window,
            String windowPretty,
            long emitted,
            long transferred,
            String completeLatency,
            long acked,
            long failed,
            Double emittedPerSec,
            Double transferredPerSec,
            Double ackedPerSec,
            Double failedPerSec) {}

    /**
     * @param errorTime of the last error, in seconds since 1970; null without one, as is the time since
     * @param lastError empty without one, as are host and port
     */
    record SpoutView(
            String spoutId,
            String encodedSpoutId,
            int executors,
            int tasks,
            long emitted,
            long transferred,
            String completeLatency,
            long acked,
            long failed,
            Double emittedPerSec,
            Double transferredPerSec,
            Double ackedPerSec,
            Double failedPerSec,
            String errorHost,
            String errorPort,
            Long errorTime,
            Long errorLapsedSecs,
            String lastError) {}

    /** See {@link SpoutView}. */
    record BoltView(
            String boltId,
            String encodedBoltId,
            int executors,
            int tasks,
            long emitted,
            long transferred,
            long executed,
            String executeLatency,
            String processLatency,
            String capacity,
            long acked,
            long failed,
            Double emittedPerSec,
            Double transferredPerSec,
            Double executedPerSec,
            Double ackedPerSec,
            Double failedPerSec,
            String errorHost,
            String errorPort,
            Long errorTime,
            Long errorLapsedSecs,
            String lastError) {}

    /**
     * @param running whether a process holds the slot; the assignment says only that one should
     * @param pid null when none is running, as is the uptime
     * @param errorTime of the last error that is of no component, as when the worker couldn't start; null without one
     */
    record WorkerView(
            String supervisorId,
            String host,
            int port,
            boolean running,
            Long pid,
            String uptime,
            Long uptimeSeconds,
            int executorsTotal,
            Map<String, Integer> componentNumTasks,
            Long errorTime,
            Long errorLapsedSecs,
            String lastError) {}

    /** All that is kept of a topology's errors, the newest first. */
    record TopologyErrors(String id, String name, List<ErrorView> topologyErrors) {}

    /**
     * @param component null when it isn't of one
     * @param errorTime when it came last, in seconds since 1970
     * @param error message and lines
     * @param count how often it came
     */
    record ErrorView(
            String component,
            String errorHost,
            int errorPort,
            long errorTime,
            long errorLapsedSecs,
            long firstErrorTime,
            long firstErrorLapsedSecs,
            int count,
            String error) {}

    /** A report was taken. */
    record Received(String status) {}

    /** @param schedulerInfo why it doesn't run as was asked for, such as too few free slots; null when it does */
    record Submitted(String id, String name, String status, String schedulerInfo) {}

    record Operation(String topologyOperation, String topologyId, String status) {}

    /** What a rebalance may be told; all may be missing. */
    record RebalanceRequest(RebalanceOptions rebalanceOptions) {}

    record RebalanceOptions(Integer numWorkers, Map<String, Integer> executors) {}
}
