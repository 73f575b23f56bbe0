package dev.gale.nimbus.schedule;

import java.util.List;

/**
 * How far a topology got what it asked for.
 *
 * @param wantedWorkers what it asked for, but not more than it has executors
 * @param reasons sentences with numbers that say why it isn't all as asked; empty when it is
 */
public record Outcome(
        Status status, int workers, int wantedWorkers, int placedExecutors, int executors, List<String> reasons) {

    public enum Status {
        /** Every executor has a place and there are as many workers as asked for. */
        PLACED,
        /** Every executor has a place, in fewer workers than asked for. */
        FEWER_WORKERS,
        /** It was running and lost executors for which there is no place now; the others go on. */
        INCOMPLETE,
        /** Nothing of it runs: what has never run is placed as a whole or not at all. */
        UNPLACED
    }

    public Outcome {
        reasons = List.copyOf(reasons);
    }
}
