package dev.gale.nimbus.report;

/**
 * What one executor has done since its worker started. Latencies are means, in milliseconds.
 *
 * @param completeLatencyMs from a spout's emission to its ack
 * @param capacity share of the time that it was executing, lately
 */
public record ExecutorStats(
        String component,
        int firstTask,
        int lastTask,
        long emitted,
        long transferred,
        long executed,
        long acked,
        long failed,
        double processLatencyMs,
        double executeLatencyMs,
        double completeLatencyMs,
        double capacity) {
    private static final int LONGEST_NAME = 1_000;

    /** @throws IllegalArgumentException saying what is missing or wrong */
    public ExecutorStats {
        Checks.text("component", component, LONGEST_NAME);
        Checks.notNegative("firstTask", firstTask);
        if (lastTask < firstTask) {
            throw new IllegalArgumentException(
                    "lastTask must not be below firstTask, found " + firstTask + " to " + lastTask);
        }
        Checks.notNegative("emitted", emitted);
        Checks.notNegative("transferred", transferred);
        Checks.notNegative("executed", executed);
        Checks.notNegative("acked", acked);
        Checks.notNegative("failed", failed);
        Checks.notNegative("processLatencyMs", processLatencyMs);
        Checks.notNegative("executeLatencyMs", executeLatencyMs);
        Checks.notNegative("completeLatencyMs", completeLatencyMs);
        Checks.notNegative("capacity", capacity);
    }

    static ExecutorStats nothing(String component, int firstTask, int lastTask) {
        return new ExecutorStats(component, firstTask, lastTask, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether some sum is lower than in the other. */
    boolean isLessThan(ExecutorStats other) {
        return emitted < other.emitted
                || transferred < other.transferred
                || executed < other.executed
                || acked < other.acked
                || failed < other.failed;
    }
}
