package dev.gale.supervisor.slot;

import java.util.EnumSet;
import java.util.Set;

/** Where a slot stands. The transitions that are legal are listed here and nowhere else. */
public enum SlotState {
    /** Nothing runs and nothing is under way. */
    EMPTY,
    /** Its topology is being brought to this machine. */
    FETCHING,
    /** All is there to start a worker; passed through. */
    LAUNCHING,
    /** A worker runs. */
    RUNNING,
    /** The worker was told to stop and has some time for it. */
    STOPPING,
    /** The worker didn't stop in time, or stands still, and is killed. */
    KILLING,
    /** The worker ended, or could not be fetched or started; it is tried again after a while. */
    BACKING_OFF;

    /** What may come after this state. */
    Set<SlotState> next() {
        return switch (this) {
            // RUNNING: a worker that an earlier life of the supervisor has started.
            case EMPTY -> EnumSet.of(FETCHING, RUNNING);
            case FETCHING -> EnumSet.of(LAUNCHING, BACKING_OFF, EMPTY);
            case LAUNCHING -> EnumSet.of(RUNNING, BACKING_OFF);
            // FETCHING: it ended because it has other executors now, and is started again at once.
            // KILLING: it has lost its lease and stands still.
            case RUNNING -> EnumSet.of(STOPPING, KILLING, BACKING_OFF, FETCHING, EMPTY);
            case STOPPING -> EnumSet.of(KILLING, EMPTY);
            case KILLING -> EnumSet.of(EMPTY);
            case BACKING_OFF -> EnumSet.of(FETCHING, EMPTY);
        };
    }

    /** Whether a worker may be alive in this state. */
    public boolean hasProcess() {
        return this == RUNNING || this == STOPPING || this == KILLING;
    }
}
