package dev.gale.local.submit;

import dev.gale.SubmissionTarget;
import dev.gale.topology.LocalTargetFactory;
import java.time.Duration;

/** Runs topologies started with {@code -local} in this JVM, which stays alive for them. Each target is a cluster. */
public final class LocalTargets implements LocalTargetFactory {
    @Override
    public SubmissionTarget newTarget(Duration timeToLive) {
        return new KeptAlive(timeToLive, System.err);
    }
}
