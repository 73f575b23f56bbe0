package dev.gale.worker.tuple;

import java.util.List;

/**
 * A tuple without an edge: one that isn't tracked, or one that is executed within its emission. Most of the latter are
 * acked when the call returns, and nothing is left of them: no edge was needed and nothing need be reported. Whoever
 * emitted it takes over, with {@link #leftBehind}, the edges of what was anchored on it and is still under way. (If they
 * were reported by this tuple's receiver, what the emitter reports could come first, and the tree would look complete.)
 * What is still live when the call returns gets its edge late ({@link #setEdge}), and reports for itself from then on.
 *
 * <p>32 bytes with compressed references.
 */
public final class PlainEnvelope extends Envelope {
    private static final Object ACKED = new Object();
    private static final Object FAILED = new Object();

    /** In the array of {@link #report}: what an ack has to report, and which of the two states below this is in. */
    private static final int XOR = 0;

    private static final int STATE = 1;

    private static final long WITHIN_EMISSION = 0;
    private static final long EDGED = 1;
    private static final long ACKED_WITHIN_EMISSION = 2;

    /**
     * An array; or that this tuple is done and has left nothing behind; or null as long as it is live within its emission
     * and there is nothing to report.
     */
    private Object report;

    /** A tuple that is in no tree. */
    public PlainEnvelope(Link link, List<Object> values) {
        this(link, values, 0);
    }

    /** @param root 0 for a tuple that isn't tracked */
    public PlainEnvelope(Link link, List<Object> values, long root) {
        super(link, values, root);
    }

    // --- for the emitter, when the call has returned ---

    /** Gives a live tuple its edge. */
    public void setEdge(long edge) {
        addChild(edge);
        ((long[]) report)[STATE] = EDGED;
    }

    /** Whether it was acked within its emission. */
    public boolean isAcked() {
        return report == ACKED || isAckedWithChildren();
    }

    private boolean isAckedWithChildren() {
        return report instanceof long[] array && array[STATE] == ACKED_WITHIN_EMISSION;
    }

    /** The xor of the edges of what was anchored on this tuple, which was acked within its emission. */
    public long leftBehind() {
        return report == ACKED ? 0 : ((long[]) report)[XOR];
    }

    // --- the tree ---

    @Override
    public boolean isReportedByEmitter() {
        return report == null || (report instanceof long[] array && array[STATE] == WITHIN_EMISSION);
    }

    @Override
    public long xor() {
        return report instanceof long[] array ? array[XOR] : 0;
    }

    @Override
    public boolean hasFurtherRoots() {
        return false;
    }

    @Override
    public int rootCount() {
        return root == 0 ? 0 : 1;
    }

    @Override
    public long root(int i) {
        return root;
    }

    @Override
    public long xor(int i) {
        return xor();
    }

    @Override
    public void addChild(long childEdge) {
        if (report == null) {
            report = new long[] {childEdge, WITHIN_EMISSION};
        } else {
            ((long[]) report)[XOR] ^= childEdge;
        }
    }

    @Override
    public State state() {
        if (isAcked()) {
            return State.ACKED;
        }
        return report == FAILED ? State.FAILED : State.LIVE;
    }

    @Override
    public boolean isLive() {
        return report == null || (report instanceof long[] array && array[STATE] != ACKED_WITHIN_EMISSION);
    }

    @Override
    public void markAcked() {
        if (report != null && isReportedByEmitter()) {
            ((long[]) report)[STATE] = ACKED_WITHIN_EMISSION;
        } else {
            report = ACKED;
        }
    }

    @Override
    public void markFailed() {
        report = FAILED;
    }
}
