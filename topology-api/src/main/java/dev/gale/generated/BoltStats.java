package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Statistics of a bolt's executor: window, then input stream, then value. The windows are named by their length in
 * seconds; {@code ":all-time"} is the whole life of the executor. Latencies are averages in milliseconds.
 */
public class BoltStats implements Serializable {
    private Map<String, Map<GlobalStreamId, Long>> acked = new LinkedHashMap<>();
    private Map<String, Map<GlobalStreamId, Long>> failed = new LinkedHashMap<>();
    private Map<String, Map<GlobalStreamId, Double>> processMsAvg = new LinkedHashMap<>();
    private Map<String, Map<GlobalStreamId, Long>> executed = new LinkedHashMap<>();
    private Map<String, Map<GlobalStreamId, Double>> executeMsAvg = new LinkedHashMap<>();

    public BoltStats() {}

    public BoltStats(
            Map<String, Map<GlobalStreamId, Long>> acked,
            Map<String, Map<GlobalStreamId, Long>> failed,
            Map<String, Map<GlobalStreamId, Double>> processMsAvg,
            Map<String, Map<GlobalStreamId, Long>> executed,
            Map<String, Map<GlobalStreamId, Double>> executeMsAvg) {
        this.acked = acked == null ? new LinkedHashMap<>() : acked;
        this.failed = failed == null ? new LinkedHashMap<>() : failed;
        this.processMsAvg = processMsAvg == null ? new LinkedHashMap<>() : processMsAvg;
        this.executed = executed == null ? new LinkedHashMap<>() : executed;
        this.executeMsAvg = executeMsAvg == null ? new LinkedHashMap<>() : executeMsAvg;
    }

    public Map<String, Map<GlobalStreamId, Long>> get_acked() {
        return acked;
    }

    public void set_acked(Map<String, Map<GlobalStreamId, Long>> acked) {
        this.acked = acked == null ? new LinkedHashMap<>() : acked;
    }

    public boolean is_set_acked() {
        return !acked.isEmpty();
    }

    public void unset_acked() {
        acked = new LinkedHashMap<>();
    }

    public Map<String, Map<GlobalStreamId, Long>> get_failed() {
        return failed;
    }

    public void set_failed(Map<String, Map<GlobalStreamId, Long>> failed) {
        this.failed = failed == null ? new LinkedHashMap<>() : failed;
    }

    public boolean is_set_failed() {
        return !failed.isEmpty();
    }

    public void unset_failed() {
        failed = new LinkedHashMap<>();
    }

    /** From execute to ack. */
    public Map<String, Map<GlobalStreamId, Double>> get_process_ms_avg() {
        return processMsAvg;
    }

    public void set_process_ms_avg(Map<String, Map<GlobalStreamId, Double>> processMsAvg) {
        this.processMsAvg = processMsAvg == null ? new LinkedHashMap<>() : processMsAvg;
    }

    public boolean is_set_process_ms_avg() {
        return !processMsAvg.isEmpty();
    }

    public void unset_process_ms_avg() {
        processMsAvg = new LinkedHashMap<>();
    }

    public Map<String, Map<GlobalStreamId, Long>> get_executed() {
        return executed;
    }

    public void set_executed(Map<String, Map<GlobalStreamId, Long>> executed) {
        this.executed = executed == null ? new LinkedHashMap<>() : executed;
    }

    public boolean is_set_executed() {
        return !executed.isEmpty();
    }

    public void unset_executed() {
        executed = new LinkedHashMap<>();
    }

    /** Time spent in execute. */
    public Map<String, Map<GlobalStreamId, Double>> get_execute_ms_avg() {
        return executeMsAvg;
    }

    public void set_execute_ms_avg(Map<String, Map<GlobalStreamId, Double>> executeMsAvg) {
        this.executeMsAvg = executeMsAvg == null ? new LinkedHashMap<>() : executeMsAvg;
    }

    public boolean is_set_execute_ms_avg() {
        return !executeMsAvg.isEmpty();
    }

    public void unset_execute_ms_avg() {
        executeMsAvg = new LinkedHashMap<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoltStats that
                && Objects.equals(acked, that.acked)
                && Objects.equals(failed, that.failed)
                && Objects.equals(processMsAvg, that.processMsAvg)
                && Objects.equals(executed, that.executed)
                && Objects.equals(executeMsAvg, that.executeMsAvg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(acked, failed, processMsAvg, executed, executeMsAvg);
    }

    @Override
    public String toString() {
        return "BoltStats(acked=" + acked + ", failed=" + failed + ", process_ms_avg=" + processMsAvg + ", executed="
                + executed + ", execute_ms_avg=" + executeMsAvg + ")";
    }
}
