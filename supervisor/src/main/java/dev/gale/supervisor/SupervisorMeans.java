package dev.gale.supervisor;

import dev.gale.coordination.ClusterState;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.fetch.TopologyFetcher;
import dev.gale.supervisor.health.HealthCheck;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.process.ProcessLauncher;
import dev.gale.supervisor.slot.SlotListener;
import java.util.concurrent.Executor;

/**
 * All of the world that a supervisor touches, beside its directory.
 *
 * @param mailbox that {@code cluster} was made with
 * @param cluster not started
 * @param blocking runs what waits, several at a time
 * @param nimbuses that {@code fetcher} asks; written by the supervisor
 */
public record SupervisorMeans(
        Clock clock,
        SplitMix64 random,
        Mailbox mailbox,
        ClusterState cluster,
        Executor blocking,
        KnownNimbuses nimbuses,
        TopologyFetcher fetcher,
        ProcessLauncher launcher,
        WorkerProgram program,
        HealthCheck health,
        SlotListener listener) {}
