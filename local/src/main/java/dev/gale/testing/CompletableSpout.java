package dev.gale.testing;

/**
 * A spout that runs dry, as {@code Testing.completeTopology} needs it. The methods are called on a copy of the spout that
 * was deserialized in the JVM of the test, not on the tasks, and by the test's thread; so they have to look at something
 * that both can find.
 */
public interface CompletableSpout {
    /** Whether everything was emitted and everything that is tracked was acked or failed. */
    boolean isExhausted();

    /** Called after the topology has run; for removing what was kept. */
    default void clean() {}

    /** Called before the topology runs. */
    default void startup() {}
}
