package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** An error that a component reported or died of. */
public class ErrorInfo implements Serializable {
    private String error;
    private Integer errorTimeSecs;
    private String host;
    private Integer port;

    public ErrorInfo() {}

    public ErrorInfo(String error, int errorTimeSecs) {
        this.error = error;
        this.errorTimeSecs = errorTimeSecs;
    }

    /** Stack trace or message. */
    public String get_error() {
        return error;
    }

    public void set_error(String error) {
        this.error = error;
    }

    public boolean is_set_error() {
        return error != null;
    }

    public void unset_error() {
        error = null;
    }

    /** Seconds since 1970. */
    public int get_error_time_secs() {
        return errorTimeSecs == null ? 0 : errorTimeSecs;
    }

    public void set_error_time_secs(int errorTimeSecs) {
        this.errorTimeSecs = errorTimeSecs;
    }

    public boolean is_set_error_time_secs() {
        return errorTimeSecs != null;
    }

    public void unset_error_time_secs() {
        errorTimeSecs = null;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorInfo that
                && Objects.equals(error, that.error)
                && Objects.equals(errorTimeSecs, that.errorTimeSecs)
                && Objects.equals(host, that.host)
                && Objects.equals(port, that.port);
    }

    @Override
    public int hashCode() {
        return Objects.hash(error, errorTimeSecs, host, port);
    }

    @Override
    public String toString() {
        return "ErrorInfo(error=" + error + ", error_time_secs=" + errorTimeSecs + ", host=" + host + ", port=" + port
                + ")";
    }
}
