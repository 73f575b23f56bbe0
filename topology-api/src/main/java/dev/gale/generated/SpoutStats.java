package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Statistics of a spout's executor: window, then output stream, then value. The windows are named by their length in
 * seconds; {@code ":all-time"} is the whole life of the executor.
 */
public class SpoutStats implements Serializable {
    private Map<String, Map<String, Long>> acked = new LinkedHashMap<>();
    private Map<String, Map<String, Long>> failed = new LinkedHashMap<>();
    private Map<String, Map<String, Double>> completeMsAvg = new LinkedHashMap<>();

    public SpoutStats() {}

    public SpoutStats(
            Map<String, Map<String, Long>> acked,
            Map<String, Map<String, Long>> failed,
            Map<String, Map<String, Double>> completeMsAvg) {
        this.acked = acked == null ? new LinkedHashMap<>() : acked;
        this.failed = failed == null ? new LinkedHashMap<>() : failed;
        this.completeMsAvg = completeMsAvg == null ? new LinkedHashMap<>() : completeMsAvg;
    }

    public Map<String, Map<String, Long>> get_acked() {
        return acked;
    }

    public void set_acked(Map<String, Map<String, Long>> acked) {
        this.acked = acked == null ? new LinkedHashMap<>() : acked;
    }

    public boolean is_set_acked() {
        return !acked.isEmpty();
    }

    public void unset_acked() {
        acked = new LinkedHashMap<>();
    }

    public Map<String, Map<String, Long>> get_failed() {
        return failed;
    }

    public void set_failed(Map<String, Map<String, Long>> failed) {
        this.failed = failed == null ? new LinkedHashMap<>() : failed;
    }

    public boolean is_set_failed() {
        return !failed.isEmpty();
    }

    public void unset_failed() {
        failed = new LinkedHashMap<>();
    }

    /** Average from emit to ack, in milliseconds. */
    public Map<String, Map<String, Double>> get_complete_ms_avg() {
        return completeMsAvg;
    }

    public void set_complete_ms_avg(Map<String, Map<String, Double>> completeMsAvg) {
        this.completeMsAvg = completeMsAvg == null ? new LinkedHashMap<>() : completeMsAvg;
    }

    public boolean is_set_complete_ms_avg() {
        return !completeMsAvg.isEmpty();
    }

    public void unset_complete_ms_avg() {
        completeMsAvg = new LinkedHashMap<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpoutStats that
                && Objects.equals(acked, that.acked)
                && Objects.equals(failed, that.failed)
                && Objects.equals(completeMsAvg, that.completeMsAvg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(acked, failed, completeMsAvg);
    }

    @Override
    public String toString() {
        return "SpoutStats(acked=" + acked + ", failed=" + failed + ", complete_ms_avg=" + completeMsAvg + ")";
    }
}
