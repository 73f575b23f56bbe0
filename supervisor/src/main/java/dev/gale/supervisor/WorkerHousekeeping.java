package dev.gale.supervisor;

import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.directory.WorkerDirectory;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.launch.StartedWorker;
import dev.gale.supervisor.process.RotatedLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what workers leave on the disk within bounds. Called by the supervisor's thread; copying and deleting is done by
 * {@code blocking}.
 */
final class WorkerHousekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHousekeeping.class);

    /** Of each slot, how many ended workers' directories are kept. */
    private static final int KEPT_A_SLOT = 3;

    private final LocalDirectory directory;
    private final SupervisorConfig config;
    private final Clock clock;
    private final Executor blocking;
    /** What is being worked on; entered by the supervisor's thread, left by those that do it. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    WorkerHousekeeping(LocalDirectory directory, SupervisorConfig config, Clock clock, Executor blocking) {
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** Puts logs aside that have become too long. */
    void rotateLogs(List<StartedWorker> workers) {
        for (StartedWorker worker : workers) {
            RotatedLog log = worker.directory().log();
            inBackground(worker.directory(), "put the log aside in", () -> {
                log.rotateIfLonger(config.logBytes(), config.logFiles());
            });
        }
    }

    /** Deletes the directories of workers that ended long ago, or after which enough others have ended in their slot. */
    void removeEnded() {
        Map<Integer, List<Ended>> bySlot = new HashMap<>();
        try {
            for (WorkerDirectory worker : directory.workers()) {
                Optional<WorkerExit> exit = worker.exit();
                exit.ifPresent(end -> bySlot.computeIfAbsent(end.worker().port(), port -> new ArrayList<>())
                        .add(new Ended(worker, end.at())));
            }
        } catch (IOException e) {
            LOG.warn("could not look for directories of ended workers; will be tried again: {}", e.toString());
        }
        Instant oldest = Instant.ofEpochMilli(clock.epochMillis()).minus(config.workerDirRetention());
        for (List<Ended> ended : bySlot.values()) {
            ended.sort(Comparator.comparing(Ended::at).reversed());
            for (int i = 0; i < ended.size(); i++) {
                WorkerDirectory worker = ended.get(i).directory();
                if (i >= KEPT_A_SLOT || !ended.get(i).at().isAfter(oldest)) {
                    inBackground(worker, "delete", () -> PrivateFiles.deleteTree(worker.path()));
                }
            }
        }
    }

    private void inBackground(WorkerDirectory worker, String what, FileTask task) {
        if (!underWay.add(worker.workerId())) {
            return;
        }
        blocking.execute(() -> {
            try {
                task.run();
            } catch (IOException e) {
                LOG.warn("could not {} {}; will be tried again: {}", what, worker.path(), e.toString());
            } finally {
                underWay.remove(worker.workerId());
            }
        });
    }

    private record Ended(WorkerDirectory directory, Instant at) {}

    private interface FileTask {
        void run() throws IOException;
    }
}
