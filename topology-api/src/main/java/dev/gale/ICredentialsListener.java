package dev.gale;

import java.util.Map;

/**
 * A spout or bolt that wants the topology's credentials. The worker calls {@link #setCredentials} on the component's
 * executor thread before open or prepare, and again whenever the credentials are replaced.
 */
public interface ICredentialsListener {
    /** @param credentials secrets by name; empty if the topology has none */
    void setCredentials(Map<String, String> credentials);
}
