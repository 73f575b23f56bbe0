package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A running topology in one line. */
public class TopologySummary implements Serializable {
    private String id;
    private String name;
    private Integer numTasks;
    private Integer numExecutors;
    private Integer numWorkers;
    private Integer uptimeSecs;
    private String status;
    private String topologyVersion;
    private String owner;

    public TopologySummary() {}

    public TopologySummary(
            String id, String name, int numTasks, int numExecutors, int numWorkers, int uptimeSecs, String status) {
        this.id = id;
        this.name = name;
        this.numTasks = numTasks;
        this.numExecutors = numExecutors;
        this.numWorkers = numWorkers;
        this.uptimeSecs = uptimeSecs;
        this.status = status;
    }

    public String get_id() {
        return id;
    }

    public void set_id(String id) {
        this.id = id;
    }

    public boolean is_set_id() {
        return id != null;
    }

    public void unset_id() {
        id = null;
    }

    public String get_name() {
        return name;
    }

    public void set_name(String name) {
        this.name = name;
    }

    public boolean is_set_name() {
        return name != null;
    }

    public void unset_name() {
        name = null;
    }

    public int get_num_tasks() {
        return numTasks == null ? 0 : numTasks;
    }

    public void set_num_tasks(int numTasks) {
        this.numTasks = numTasks;
    }

    public boolean is_set_num_tasks() {
        return numTasks != null;
    }

    public void unset_num_tasks() {
        numTasks = null;
    }

    public int get_num_executors() {
        return numExecutors == null ? 0 : numExecutors;
    }

    public void set_num_executors(int numExecutors) {
        this.numExecutors = numExecutors;
    }

    public boolean is_set_num_executors() {
        return numExecutors != null;
    }

    public void unset_num_executors() {
        numExecutors = null;
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

    public int get_uptime_secs() {
        return uptimeSecs == null ? 0 : uptimeSecs;
    }

    public void set_uptime_secs(int uptimeSecs) {
        this.uptimeSecs = uptimeSecs;
    }

    public boolean is_set_uptime_secs() {
        return uptimeSecs != null;
    }

    public void unset_uptime_secs() {
        uptimeSecs = null;
    }

    /** {@code ACTIVE}, {@code INACTIVE}, {@code KILLED} or {@code REBALANCING}. */
    public String get_status() {
        return status;
    }

    public void set_status(String status) {
        this.status = status;
    }

    public boolean is_set_status() {
        return status != null;
    }

    public void unset_status() {
        status = null;
    }

    public String get_topology_version() {
        return topologyVersion;
    }

    public void set_topology_version(String topologyVersion) {
        this.topologyVersion = topologyVersion;
    }

    public boolean is_set_topology_version() {
        return topologyVersion != null;
    }

    public void unset_topology_version() {
        topologyVersion = null;
    }

    public String get_owner() {
        return owner;
    }

    public void set_owner(String owner) {
        this.owner = owner;
    }

    public boolean is_set_owner() {
        return owner != null;
    }

    public void unset_owner() {
        owner = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopologySummary that
                && Objects.equals(id, that.id)
                && Objects.equals(name, that.name)
                && Objects.equals(numTasks, that.numTasks)
                && Objects.equals(numExecutors, that.numExecutors)
                && Objects.equals(numWorkers, that.numWorkers)
                && Objects.equals(uptimeSecs, that.uptimeSecs)
                && Objects.equals(status, that.status)
                && Objects.equals(topologyVersion, that.topologyVersion)
                && Objects.equals(owner, that.owner);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, numTasks, numExecutors, numWorkers, uptimeSecs, status, topologyVersion, owner);
    }

    @Override
    public String toString() {
        return "TopologySummary(id=" + id + ", name=" + name + ", num_tasks=" + numTasks + ", num_executors="
                + numExecutors + ", num_workers=" + numWorkers + ", uptime_secs=" + uptimeSecs + ", status=" + status
                + ", topology_version=" + topologyVersion + ", owner=" + owner + ")";
    }
}
