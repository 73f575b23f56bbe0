package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Secrets that go with a topology but never into its configuration. */
public class Credentials implements Serializable {
    private Map<String, String> creds = new LinkedHashMap<>();

    public Credentials() {}

    public Credentials(Map<String, String> creds) {
        this.creds = creds == null ? new LinkedHashMap<>() : creds;
    }

    /** A copy that shares nothing mutable with the other. */
    public Credentials(Credentials other) {
        creds = new LinkedHashMap<>(other.creds);
    }

    public Credentials deepCopy() {
        return new Credentials(this);
    }

    public Map<String, String> get_creds() {
        return creds;
    }

    public void set_creds(Map<String, String> creds) {
        this.creds = creds == null ? new LinkedHashMap<>() : creds;
    }

    public boolean is_set_creds() {
        return !creds.isEmpty();
    }

    public void unset_creds() {
        creds = new LinkedHashMap<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that && Objects.equals(creds, that.creds);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(creds);
    }

    @Override
    public String toString() {
        return "Credentials(creds=" + creds + ")";
    }
}
