package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A running topology in detail. */
public class TopologyInfo implements Serializable {
    private String id;
    private String name;
    private Integer uptimeSecs;
    private List<ExecutorSummary> executors = new ArrayList<>();
    private String status;
    private Map<String, List<ErrorInfo>> errors = new LinkedHashMap<>();

    public TopologyInfo() {}

    public TopologyInfo(
            String id,
            String name,
            int uptimeSecs,
            List<ExecutorSummary> executors,
            String status,
            Map<String, List<ErrorInfo>> errors) {
        this.id = id;
        this.name = name;
        this.uptimeSecs = uptimeSecs;
        this.executors = executors == null ? new ArrayList<>() : executors;
        this.status = status;
        this.errors = errors == null ? new LinkedHashMap<>() : errors;
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

    public List<ExecutorSummary> get_executors() {
        return executors;
    }

    public void set_executors(List<ExecutorSummary> executors) {
        this.executors = executors == null ? new ArrayList<>() : executors;
    }

    public boolean is_set_executors() {
        return !executors.isEmpty();
    }

    public void unset_executors() {
        executors = new ArrayList<>();
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

    /** Recent errors by component id, newest first. */
    public Map<String, List<ErrorInfo>> get_errors() {
        return errors;
    }

    public void set_errors(Map<String, List<ErrorInfo>> errors) {
        this.errors = errors == null ? new LinkedHashMap<>() : errors;
    }

    public boolean is_set_errors() {
        return !errors.isEmpty();
    }

    public void unset_errors() {
        errors = new LinkedHashMap<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopologyInfo that
                && Objects.equals(id, that.id)
                && Objects.equals(name, that.name)
                && Objects.equals(uptimeSecs, that.uptimeSecs)
                && Objects.equals(executors, that.executors)
                && Objects.equals(status, that.status)
                && Objects.equals(errors, that.errors);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, uptimeSecs, executors, status, errors);
    }

    @Override
    public String toString() {
        return "TopologyInfo(id=" + id + ", name=" + name + ", uptime_secs=" + uptimeSecs + ", executors=" + executors
                + ", status=" + status + ", errors=" + errors + ")";
    }
}
