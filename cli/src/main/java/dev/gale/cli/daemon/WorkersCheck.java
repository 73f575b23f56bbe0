package dev.gale.cli.daemon;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.nimbus.topology.SubmissionCheck;
import dev.gale.submission.Submission;
import dev.gale.worker.plan.TopologyPlan;
import java.util.List;

/** Refuses what no worker would run, so that who submits learns of it and not the log of a worker. Runs no user code. */
final class WorkersCheck implements SubmissionCheck {
    @Override
    public List<String> problems(Submission submission) {
        try {
            TopologyPlan.of(
                    submission.name(),
                    submission.name(),
                    submission.conf(),
                    submission.topology().deepCopy());
            return List.of();
        } catch (InvalidTopologyException | IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }
}
