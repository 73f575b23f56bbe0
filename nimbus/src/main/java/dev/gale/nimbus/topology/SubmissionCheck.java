package dev.gale.nimbus.topology;

import dev.gale.submission.Submission;
import java.util.List;

/**
 * Looks at a submission before it is accepted, beyond what Nimbus looks at itself. Whoever starts a Nimbus may give it one
 * that knows what workers ask for. Called by any thread.
 */
@FunctionalInterface
public interface SubmissionCheck {
    /** Finds nothing. */
    SubmissionCheck NONE = submission -> List.of();

    /** @return a sentence a problem; empty when all is well */
    List<String> problems(Submission submission);
}
