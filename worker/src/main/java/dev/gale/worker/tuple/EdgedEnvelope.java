package dev.gale.worker.tuple;

import java.util.List;

/**
 * A tuple with an edge: nobody knows what becomes of it before its ack comes. All tracked tuples that go by queues.
 *
 * <p>Almost every tuple belongs to one tree, so what is known of the first is held in plain fields; further trees (of a
 * tuple anchored on several) stand in an array. 40 bytes with compressed references.
 */
public final class EdgedEnvelope extends Envelope {
    /**
     * What the xor is when the tuple was acked, or failed: it has been reported then and isn't needed any more. A live
     * tuple has one of these by chance as often as a tree is complete by chance. No field of its own, and no reference:
     * this is written by another thread than the one that made the tuple, where each further store hurts.
     */
    private static final long ACKED = 0x9D39_247E_3377_6D41L;

    private static final long FAILED = 0x2AF7_3980_05AA_A5C7L;

    private long xor;
    /** Root and xor of the second, third, ... tree in turn; null when there is none. */
    private long[] furtherRoots;

    /** A tuple that is in no tree yet. */
    public EdgedEnvelope(Link link, List<Object> values) {
        this(link, values, 0, 0);
    }

    /** A tuple in one tree; in none for root 0. */
    public EdgedEnvelope(Link link, List<Object> values, long root, long edge) {
        super(link, values, root);
        this.xor = edge;
    }

    @Override
    public long xor() {
        return xor;
    }

    @Override
    public boolean hasFurtherRoots() {
        return furtherRoots != null;
    }

    @Override
    public int rootCount() {
        return root == 0 ? 0 : 1 + (furtherRoots == null ? 0 : furtherRoots.length / 2);
    }

    @Override
    public long root(int i) {
        return i == 0 ? root : furtherRoots[2 * i - 2];
    }

    @Override
    public long xor(int i) {
        return i == 0 ? xor : furtherRoots[2 * i - 1];
    }

    /** Puts this tuple into a tree, or, when it is in there already, xors {@code newEdge} into its edge. */
    public void addRoot(long newRoot, long newEdge) {
        if (root == 0) {
            root = newRoot;
            xor = newEdge;
        } else if (root == newRoot) {
            xor ^= newEdge;
        } else {
            addFurtherRoot(newRoot, newEdge);
        }
    }

    private void addFurtherRoot(long newRoot, long newEdge) {
        long[] further = furtherRoots;
        int length = further == null ? 0 : further.length;
        for (int i = 0; i < length; i += 2) {
            if (further[i] == newRoot) {
                further[i + 1] ^= newEdge;
                return;
            }
        }
        long[] longer = new long[length + 2];
        if (length > 0) {
            System.arraycopy(further, 0, longer, 0, length);
        }
        longer[length] = newRoot;
        longer[length + 1] = newEdge;
        furtherRoots = longer;
    }

    @Override
    public void addChild(long childEdge) {
        xor ^= childEdge;
        if (furtherRoots != null) {
            for (int i = 1; i < furtherRoots.length; i += 2) {
                furtherRoots[i] ^= childEdge;
            }
        }
    }

    /** Lets a tuple that nobody has seen yet, and that is in one tree, take over what its parent has to report. */
    public void takeOver(long contribution) {
        xor ^= contribution;
    }

    @Override
    public State state() {
        if (xor == ACKED) {
            return State.ACKED;
        }
        return xor == FAILED ? State.FAILED : State.LIVE;
    }

    @Override
    public boolean isLive() {
        return xor != ACKED && xor != FAILED;
    }

    @Override
    public void markAcked() {
        xor = ACKED;
    }

    @Override
    public void markFailed() {
        xor = FAILED;
    }
}
