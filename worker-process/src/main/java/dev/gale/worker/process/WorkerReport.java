package dev.gale.worker.process;

import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.transport.LinkState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker process can say about itself. Any thread may ask. */
public interface WorkerReport {
    WorkerIdentity identity();

    WorkerState state();

    /** Of the lease that it holds; 0 as long as it has none. */
    long epoch();

    /** What its executors have done so far; empty as long as there are none. */
    Optional<TopologyStats> stats();

    /** The newest errors of a component's tasks here; of all for null. */
    List<ErrorReport> errors(String component);

    /** Which of its executors run on which thread; empty as long as there are none. */
    Optional<TopologyLayout> layout();

    /** How far the connection to each peer is, by the peer's number. */
    Map<Integer, LinkState> peers();
}
