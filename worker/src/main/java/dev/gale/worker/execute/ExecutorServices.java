package dev.gale.worker.execute;

import dev.gale.kernel.time.Clock;
import dev.gale.worker.config.FailurePolicy;
import dev.gale.worker.report.ErrorLog;
import java.time.Duration;

/**
 * What all executors of a topology share.
 *
 * @param tracking whether trees are tracked: false when the topology has no ackers
 * @param messageTimeout of a tree; zero: none
 * @param failTopology called once, by any executor's thread, when the topology must not go on
 */
public record ExecutorServices(
        Clock clock,
        ErrorLog errors,
        boolean tracking,
        Duration messageTimeout,
        CycleOverflow cycleOverflow,
        TopologyFailure failTopology) {

    /** What to do when a topology must stop. */
    public interface TopologyFailure {
        /** @param why one line; {@code error} is what was thrown */
        void fail(String why, Throwable error);
    }

    /** How an executor reacts to exceptions of user code. */
    public record Restarts(FailurePolicy policy, Duration backoffMin, Duration backoffMax) {}
}
