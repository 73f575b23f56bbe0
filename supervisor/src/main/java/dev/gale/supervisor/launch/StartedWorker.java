package dev.gale.supervisor.launch;

import dev.gale.supervisor.directory.WorkerDirectory;
import dev.gale.supervisor.directory.WorkerRecord;
import dev.gale.supervisor.process.WorkerProcess;

/** A worker that was started, by this life of the supervisor or an earlier one. */
public record StartedWorker(WorkerRecord record, WorkerDirectory directory, WorkerProcess process) {
    @Override
    public String toString() {
        return record + ", pid " + process.identity().pid();
    }
}
