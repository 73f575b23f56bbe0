package dev.gale.local.submit;

import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import java.util.Map;

/**
 * The target that {@code StormSubmitter} finds when there is no other: a plain {@code main} that submits a topology runs
 * it in its own JVM, which then stays alive until Ctrl-C. All instances submit to the same cluster.
 */
public final class LocalSubmission implements SubmissionTarget {
    private static final KeptAlive TARGET = new KeptAlive(null, System.err);

    @Override
    public void submit(
            String name,
            Map<String, Object> conf,
            StormTopology topology,
            SubmitOptions options,
            StormSubmitter.ProgressListener listener)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        TARGET.submit(name, conf, topology, options, listener);
    }
}
