package dev.gale.worker.ack;

/**
 * That tuples or reports between two workers may be lost. Trees that have been at both can't become complete.
 *
 * @param reporter the worker that has noticed; {@link #HERE} for that of the spout. The same as {@code worker} when that
 *     one says of itself that reports of its own may not have come.
 * @param worker the other end
 * @param why a few words
 */
public record Loss(int reporter, int worker, String why) {
    /** Stands for the worker of the spout executor. */
    public static final int HERE = Integer.MIN_VALUE;

    /** The bit of a worker in a set of workers. More than 64 share bits: then a set says more than is true, never less. */
    public static long bit(int worker) {
        return 1L << worker;
    }

    /** Whether a tree that has been at these workers, bits as of {@link #bit}, can't become complete. */
    public boolean concerns(long workers) {
        long both = reporter == HERE ? bit(worker) : bit(worker) | bit(reporter);
        return (workers & both) == both;
    }

    /** For people. */
    public String message() {
        if (reporter == HERE) {
            return "the connection with worker " + worker + " is lost: " + why;
        }
        return reporter == worker
                ? "reports of worker " + worker + " may be lost: " + why
                : "worker " + reporter + " lost its connection with worker " + worker + ": " + why;
    }

    /** Whether what the spout's worker and {@code worker} tell each other may be lost. */
    boolean isBetweenSpoutAndWorker() {
        return reporter == HERE || reporter == worker;
    }
}
