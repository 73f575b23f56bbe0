package dev.gale.nimbus.schedule;

/**
 * An executor as the scheduler handles it.
 *
 * @param component the place of its component in the topology's {@link Flow}
 */
record Unit(Executor executor, int component, Resources needs) {}
