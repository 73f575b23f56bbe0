package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A supervisor and its slots. */
public class SupervisorSummary implements Serializable {
    private String host;
    private Integer uptimeSecs;
    private Integer numWorkers;
    private Integer numUsedWorkers;
    private String supervisorId;
    private String version;

    public SupervisorSummary() {}

    public SupervisorSummary(String host, int uptimeSecs, int numWorkers, int numUsedWorkers, String supervisorId) {
        this.host = host;
        this.uptimeSecs = uptimeSecs;
        this.numWorkers = numWorkers;
        this.numUsedWorkers = numUsedWorkers;
        this.supervisorId = supervisorId;
    }

    public String get_host() {
        return host;
    }

    public void set_host(String host) {
        this.host = host;
    }

    public boolean is_set_host() {
        return host != null;
    }

    public void unset_host() {
        host = null;
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

    /** Slots. */
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

    /** Slots taken. */
    public int get_num_used_workers() {
        return numUsedWorkers == null ? 0 : numUsedWorkers;
    }

    public void set_num_used_workers(int numUsedWorkers) {
        this.numUsedWorkers = numUsedWorkers;
    }

    public boolean is_set_num_used_workers() {
        return numUsedWorkers != null;
    }

    public void unset_num_used_workers() {
        numUsedWorkers = null;
    }

    public String get_supervisor_id() {
        return supervisorId;
    }

    public void set_supervisor_id(String supervisorId) {
        this.supervisorId = supervisorId;
    }

    public boolean is_set_supervisor_id() {
        return supervisorId != null;
    }

    public void unset_supervisor_id() {
        supervisorId = null;
    }

    public String get_version() {
        return version;
    }

    public void set_version(String version) {
        this.version = version;
    }

    public boolean is_set_version() {
        return version != null;
    }

    public void unset_version() {
        version = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SupervisorSummary that
                && Objects.equals(host, that.host)
                && Objects.equals(uptimeSecs, that.uptimeSecs)
                && Objects.equals(numWorkers, that.numWorkers)
                && Objects.equals(numUsedWorkers, that.numUsedWorkers)
                && Objects.equals(supervisorId, that.supervisorId)
                && Objects.equals(version, that.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, uptimeSecs, numWorkers, numUsedWorkers, supervisorId, version);
    }

    @Override
    public String toString() {
        return "SupervisorSummary(host=" + host + ", uptime_secs=" + uptimeSecs + ", num_workers=" + numWorkers
                + ", num_used_workers=" + numUsedWorkers + ", supervisor_id=" + supervisorId + ", version=" + version
                + ")";
    }
}
