package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** How to kill a topology. */
public class KillOptions implements Serializable {
    private Integer waitSecs;

    public KillOptions() {}

    /**
     * Time for tuples in flight to complete after the spouts have stopped, in seconds; unset means the message timeout.
     */
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

    @Override
    public boolean equals(Object other) {
        return other instanceof KillOptions that && Objects.equals(waitSecs, that.waitSecs);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(waitSecs);
    }

    @Override
    public String toString() {
        return "KillOptions(wait_secs=" + waitSecs + ")";
    }
}
