package dev.gale.supervisor.slot;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.fetch.TopologyFiles;
import dev.gale.supervisor.launch.WorkerStarter;
import java.util.concurrent.Executor;

/**
 * What all slots of a supervisor work with.
 *
 * @param owner enqueues for the supervisor's thread
 */
public record SlotMeans(
        SupervisorConfig config,
        Clock clock,
        SplitMix64 random,
        TopologyFiles files,
        WorkerStarter starter,
        Executor owner,
        SlotListener listener) {}
