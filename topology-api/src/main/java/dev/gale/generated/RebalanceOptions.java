package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What to change in a running topology; what is unset or empty stays as it is. */
public class RebalanceOptions implements Serializable {
    private Integer waitSecs;
    private Integer numWorkers;
    private Map<String, Integer> numExecutors = new LinkedHashMap<>();
    private Map<String, Object> topologyConfOverrides = new LinkedHashMap<>();

    public RebalanceOptions() {}

    /** Time for tuples in flight to complete before the change, in seconds; unset means the message timeout. */
    public int get_wait_secs() {
        return waitSecs == null ? 0 : waitSecs;
    }

    public void set_wait_secs(int waitSecs) {
        this.waitSecs = waitSecs;
    }

    public boolean is_set_wait_secs() {
        return waitSecs != null;
    }

    public void unset_wait_secs() {
        waitSecs = null;
    }

    public int get_num_workers() {
        return numWorkers == null ? 0 : numWorkers;
    }

    public void set_num_workers(int numWorkers) {
        this.numWorkers = numWorkers;
    }

    public boolean is_set_num_workers() {
        return numWorkers != null;
    }

    public void unset_num_workers() {
        numWorkers = null;
    }

    /** New number of executors by component id. */
    public Map<String, Integer> get_num_executors() {
        return numExecutors;
    }

    public void set_num_executors(Map<String, Integer> numExecutors) {
        this.numExecutors = numExecutors == null ? new LinkedHashMap<>() : numExecutors;
    }

    public boolean is_set_num_executors() {
        return !numExecutors.isEmpty();
    }

    public void unset_num_executors() {
        numExecutors = new LinkedHashMap<>();
    }

    /** Topology settings to replace; a null value removes the setting. */
    public Map<String, Object> get_topology_conf_overrides() {
        return topologyConfOverrides;
    }

    public void set_topology_conf_overrides(Map<String, Object> topologyConfOverrides) {
        this.topologyConfOverrides = topologyConfOverrides == null ? new LinkedHashMap<>() : topologyConfOverrides;
    }

    public boolean is_set_topology_conf_overrides() {
        return !topologyConfOverrides.isEmpty();
    }

    public void unset_topology_conf_overrides() {
        topologyConfOverrides = new LinkedHashMap<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RebalanceOptions that
                && Objects.equals(waitSecs, that.waitSecs)
                && Objects.equals(numWorkers, that.numWorkers)
                && Objects.equals(numExecutors, that.numExecutors)
                && Objects.equals(topologyConfOverrides, that.topologyConfOverrides);
    }

    @Override
    public int hashCode() {
        return Objects.hash(waitSecs, numWorkers, numExecutors, topologyConfOverrides);
    }

    @Override
    public String toString() {
        return "RebalanceOptions(wait_secs=" + waitSecs + ", num_workers=" + numWorkers + ", num_executors="
                + numExecutors + ", topology_conf_overrides=" + topologyConfOverrides + ")";
    }
}
