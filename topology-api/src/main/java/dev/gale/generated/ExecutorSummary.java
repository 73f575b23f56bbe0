package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** An executor, where it runs and what it did. */
public class ExecutorSummary implements Serializable {
    private ExecutorInfo executorInfo;
    private String componentId;
    private String host;
    private Integer port;
    private Integer uptimeSecs;
    private ExecutorStats stats;

    public ExecutorSummary() {}

    public ExecutorSummary(ExecutorInfo executorInfo, String componentId, String host, int port, int uptimeSecs) {
        this.executorInfo = executorInfo;
        this.componentId = componentId;
        this.host = host;
        this.port = port;
        this.uptimeSecs = uptimeSecs;
    }

    public ExecutorInfo get_executor_info() {
        return executorInfo;
    }

    public void set_executor_info(ExecutorInfo executorInfo) {
        this.executorInfo = executorInfo;
    }

    public boolean is_set_executor_info() {
        return executorInfo != null;
    }

    public void unset_executor_info() {
        executorInfo = null;
    }

    public String get_component_id() {
        return componentId;
    }

    public void set_component_id(String componentId) {
        this.componentId = componentId;
    }

    public boolean is_set_component_id() {
        return componentId != null;
    }

    public void unset_component_id() {
        componentId = null;
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

    public int get_port() {
        return port == null ? 0 : port;
    }

    public void set_port(int port) {
        this.port = port;
    }

    public boolean is_set_port() {
        return port != null;
    }

    public void unset_port() {
        port = null;
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

    /** Null until the executor has reported. */
    public ExecutorStats get_stats() {
        return stats;
    }

    public void set_stats(ExecutorStats stats) {
        this.stats = stats;
    }

    public boolean is_set_stats() {
        return stats != null;
    }

    public void unset_stats() {
        stats = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorSummary that
                && Objects.equals(executorInfo, that.executorInfo)
                && Objects.equals(componentId, that.componentId)
                && Objects.equals(host, that.host)
                && Objects.equals(port, that.port)
                && Objects.equals(uptimeSecs, that.uptimeSecs)
                && Objects.equals(stats, that.stats);
    }

    @Override
    public int hashCode() {
        return Objects.hash(executorInfo, componentId, host, port, uptimeSecs, stats);
    }

    @Override
    public String toString() {
        return "ExecutorSummary(executor_info=" + executorInfo + ", component_id=" + componentId + ", host=" + host
                + ", port=" + port + ", uptime_secs=" + uptimeSecs + ", stats=" + stats + ")";
    }
}
