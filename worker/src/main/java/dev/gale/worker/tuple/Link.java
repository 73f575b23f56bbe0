package dev.gale.worker.tuple;

/**
 * One way that tuples go: from a task's stream to a receiving task. Made once, shared by all tuples that go it.
 *
 * @param destinationTask the receiving task
 */
public record Link(Origin origin, int destinationTask) {}
