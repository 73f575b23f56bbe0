package dev.gale.nimbus.report;

/**
 * An error that came once or more often.
 *
 * @param last the newest of its kind
 * @param count how many there were
 */
public record RepeatedError(ErrorReport last, int count) {}
