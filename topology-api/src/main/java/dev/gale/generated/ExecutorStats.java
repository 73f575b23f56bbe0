package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Statistics of an executor: window, then output stream, then number of tuples. The windows are named by their length
 * in seconds; {@code ":all-time"} is the whole life of the executor.
 */
public class ExecutorStats implements Serializable {
    private Map<String, Map<String, Long>> emitted = new LinkedHashMap<>();
    private Map<String, Map<String, Long>> transferred = new LinkedHashMap<>();
    private ExecutorSpecificStats specific;
    private Double rate;

    public ExecutorStats() {}

    public ExecutorStats(
            Map<String, Map<String, Long>> emitted,
            Map<String, Map<String, Long>> transferred,
            ExecutorSpecificStats specific,
            double rate) {
        this.emitted = emitted == null ? new LinkedHashMap<>() : emitted;
        this.transferred = transferred == null ? new LinkedHashMap<>() : transferred;
        this.specific = specific;
        this.rate = rate;
    }

    /** Calls of emit. */
    public Map<String, Map<String, Long>> get_emitted() {
        return emitted;
    }

    public void set_emitted(Map<String, Map<String, Long>> emitted) {
        this.emitted = emitted == null ? new LinkedHashMap<>() : emitted;
    }

    public boolean is_set_emitted() {
        return !emitted.isEmpty();
    }

    public void unset_emitted() {
        emitted = new LinkedHashMap<>();
    }

    /** Tuples sent: an emit counts once for every receiving task. */
    public Map<String, Map<String, Long>> get_transferred() {
        return transferred;
    }

    public void set_transferred(Map<String, Map<String, Long>> transferred) {
        this.transferred = transferred == null ? new LinkedHashMap<>() : transferred;
    }

    public boolean is_set_transferred() {
        return !transferred.isEmpty();
    }

    public void unset_transferred() {
        transferred = new LinkedHashMap<>();
    }

    public ExecutorSpecificStats get_specific() {
        return specific;
    }

    public void set_specific(ExecutorSpecificStats specific) {
        this.specific = specific;
    }

    public boolean is_set_specific() {
        return specific != null;
    }

    public void unset_specific() {
        specific = null;
    }

    /** Fraction of the tuples that were counted; 1 where all are. */
    public double get_rate() {
        return rate == null ? 0 : rate;
    }

    public void set_rate(double rate) {
        this.rate = rate;
    }

    public boolean is_set_rate() {
        return rate != null;
    }

    public void unset_rate() {
        rate = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorStats that
                && Objects.equals(emitted, that.emitted)
                && Objects.equals(transferred, that.transferred)
                && Objects.equals(specific, that.specific)
                && Objects.equals(rate, that.rate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(emitted, transferred, specific, rate);
    }

    @Override
    public String toString() {
        return "ExecutorStats(emitted=" + emitted + ", transferred=" + transferred + ", specific=" + specific
                + ", rate=" + rate + ")";
    }
}
