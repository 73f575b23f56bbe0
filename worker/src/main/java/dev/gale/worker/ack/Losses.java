package dev.gale.worker.ack;

/**
 * Which connections between a spout's worker and others were lost, and when last. A tree may turn out only afterwards to have
 * been at the other one: what marks it comes from a third worker. If it began before the loss, what was reported of it may
 * have been on the connection, and it can't become complete. Confined to the spout executor's thread.
 */
public final class Losses {
    /** By bit, the era that the loss has ended; of the workers that share one, the last. */
    private final int[] eras = new int[Long.SIZE];

    private final String[] messages = new String[Long.SIZE];
    /** The workers that have been lost at least once. */
    private long lost;

    /** @param era trees that have begun in this one or before are concerned, see {@link PendingRoots#endEra} */
    public void add(Loss loss, int era) {
        if (loss.isBetweenSpoutAndWorker()) {
            int bit = Long.numberOfTrailingZeros(Loss.bit(loss.worker()));
            eras[bit] = era;
            messages[bit] = loss.message();
            lost |= Loss.bit(loss.worker());
        }
    }

    /**
     * Why a tree has failed that turns out to have been at some workers.
     *
     * @param workers bits as of {@link Loss#bit}
     * @param era in which the tree began
     * @return null if it hasn't failed
     */
    public String of(long workers, int era) {
        for (long left = workers & lost; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            if (era - eras[bit] <= 0) {
                return messages[bit];
            }
        }
        return null;
    }
}
