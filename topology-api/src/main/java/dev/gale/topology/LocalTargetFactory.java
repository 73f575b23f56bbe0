package dev.gale.topology;

import dev.gale.SubmissionTarget;
import java.time.Duration;

/**
 * Makes the place where {@link ConfigurableTopology} runs a topology when it is started with {@code -local}. Found with
 * {@link java.util.ServiceLoader}, so an implementation needs a public no-argument constructor and an entry in
 * {@code META-INF/services/dev.gale.topology.LocalTargetFactory}.
 */
public interface LocalTargetFactory {
    /**
     * Makes a target that runs topologies in this JVM. Called once per start, on the thread that starts the topology.
     *
     * @param timeToLive how long a topology runs before the target kills it; null to run until the JVM ends
     */
    SubmissionTarget newTarget(Duration timeToLive);
}
