package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A Nimbus and whether it leads. */
public class NimbusSummary implements Serializable {
    private String host;
    private Integer port;
    private Integer uptimeSecs;
    private Boolean isLeader;
    private String version;

    public NimbusSummary() {}

    public NimbusSummary(String host, int port, int uptimeSecs, boolean isLeader, String version) {
        this.host = host;
        this.port = port;
        this.uptimeSecs = uptimeSecs;
        this.isLeader = isLeader;
        this.version = version;
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

    public boolean is_isLeader() {
        return isLeader == null ? false : isLeader;
    }

    public void set_isLeader(boolean isLeader) {
        this.isLeader = isLeader;
    }

    public boolean is_set_isLeader() {
        return isLeader != null;
    }

    public void unset_isLeader() {
        isLeader = null;
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
        return other instanceof NimbusSummary that
                && Objects.equals(host, that.host)
                && Objects.equals(port, that.port)
                && Objects.equals(uptimeSecs, that.uptimeSecs)
                && Objects.equals(isLeader, that.isLeader)
                && Objects.equals(version, that.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, uptimeSecs, isLeader, version);
    }

    @Override
    public String toString() {
        return "NimbusSummary(host=" + host + ", port=" + port + ", uptime_secs=" + uptimeSecs + ", isLeader="
                + isLeader + ", version=" + version + ")";
    }
}
