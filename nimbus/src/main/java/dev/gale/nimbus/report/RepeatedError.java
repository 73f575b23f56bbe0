package dev.gale.nimbus.report;

import java.time.Instant;

/**
 * An error that came once or more often.
 *
 * @param last the newest of its kind
 * @param first when it came first
 * @param count how many there were
 */
public record RepeatedError(ErrorReport last, Instant first, int count) {
    static RepeatedError of(ErrorReport error) {
        return new RepeatedError(error, error.time(), 1);
    }

    RepeatedError followedBy(ErrorReport next) {
        return new RepeatedError(next, next.time().isBefore(first) ? next.time() : first, count + 1);
    }
}
