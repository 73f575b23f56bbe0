package dev.gale;

import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import java.util.Map;

/**
 * What {@link StormSubmitter} hands topologies to: a cluster, in whatever way it is reached. Found as a scope opened by
 * {@link StormSubmitter#withTarget}, or as a service of {@link java.util.ServiceLoader}, for which it needs a public
 * constructor without arguments. Called by any thread.
 */
public interface SubmissionTarget {
    /**
     * Returns when the topology has been accepted; it may not run yet.
     *
     * @param name     well-formed; may be taken
     * @param conf     normalized by {@link dev.gale.utils.ConfValues}; the target may keep it
     * @param topology has at least one spout; is to be copied if kept
     * @param options  null for an active topology without credentials
     * @param listener to be told how far the upload of code is; null if nobody wants to know. A target that uploads
     *     nothing does not call it
     * @throws AlreadyAliveException    if the name is taken
     * @throws InvalidTopologyException if the topology breaks a rule
     * @throws AuthorizationException   if the caller may not submit
     */
    void submit(
            String name,
            Map<String, Object> conf,
            StormTopology topology,
            SubmitOptions options,
            StormSubmitter.ProgressListener listener)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException;

    /** The time in which a target is in force, for try-with-resources. */
    interface Scope extends AutoCloseable {
        /** Takes the target out of force, wherever in the stack it is. May be repeated. */
        @Override
        void close();
    }
}
