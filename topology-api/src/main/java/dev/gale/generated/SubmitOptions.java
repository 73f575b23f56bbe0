package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** How to submit a topology. */
public class SubmitOptions implements Serializable {
    private TopologyInitialStatus initialStatus;
    private Credentials creds;

    public SubmitOptions() {}

    public SubmitOptions(TopologyInitialStatus initialStatus) {
        this.initialStatus = initialStatus;
    }

    public TopologyInitialStatus get_initial_status() {
        return initialStatus;
    }

    public void set_initial_status(TopologyInitialStatus initialStatus) {
        this.initialStatus = initialStatus;
    }

    public boolean is_set_initial_status() {
        return initialStatus != null;
    }

    public void unset_initial_status() {
        initialStatus = null;
    }

    public Credentials get_creds() {
        return creds;
    }

    public void set_creds(Credentials creds) {
        this.creds = creds;
    }

    public boolean is_set_creds() {
        return creds != null;
    }

    public void unset_creds() {
        creds = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmitOptions that
                && Objects.equals(initialStatus, that.initialStatus)
                && Objects.equals(creds, that.creds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(initialStatus, creds);
    }

    @Override
    public String toString() {
        return "SubmitOptions(initial_status=" + initialStatus + ", creds=" + creds + ")";
    }
}
