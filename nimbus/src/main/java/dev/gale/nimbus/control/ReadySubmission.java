package dev.gale.nimbus.control;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.nimbus.topology.TopologyShape;
import dev.gale.submission.Submission.InitialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A submission that was found right and is stored on this Nimbus.
 *
 * @param hash of the stored submission
 * @param owner who submits; empty when nobody has to say
 */
public record ReadySubmission(CodeHash hash, TopologyShape shape, String owner) {
    TopologyInfo toTopology(TopologyId id, Instant now) {
        return new TopologyInfo(
                id,
                shape.name(),
                shape.initialStatus() == InitialStatus.ACTIVE ? TopologyStatus.ACTIVE : TopologyStatus.INACTIVE,
                owner,
                hash,
                now,
                shape.workers(),
                shape.initialExecutors(),
                Optional.empty());
    }

    /** All that has to be copied before it is accepted. */
    List<CodeHash> code() {
        List<CodeHash> code = new ArrayList<>();
        code.add(hash);
        shape.jar().ifPresent(code::add);
        return code;
    }
}
