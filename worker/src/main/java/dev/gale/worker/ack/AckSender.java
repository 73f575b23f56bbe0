package dev.gale.worker.ack;

/**
 * Collects what one bolt executor has to report to spout executors, and sends it in batches. Confined to the bolt
 * executor's thread.
 */
public final class AckSender {
    private final AckLane[] lanes;
    private final AckBatch[] batches;
    private int waiting;

    /** @param lanes by owner number; index 0 is unused */
    public AckSender(AckLane[] lanes) {
        this.lanes = lanes;
        this.batches = new AckBatch[lanes.length];
    }

    /** Reports that {@code edges} have been done or created in the tree of {@code root}. */
    public void add(long root, long edges) {
        int owner = RootId.owner(root);
        AckBatch batch = batches[owner];
        if (batch == null) {
            batch = batches[owner] = new AckBatch();
            waiting++;
        }
        if (batch.add(root, edges)) {
            send(owner);
        }
    }

    /** Sends everything collected. */
    public void flush() {
        for (int owner = 1; waiting > 0 && owner < batches.length; owner++) {
            if (batches[owner] != null) {
                send(owner);
            }
        }
    }

    private void send(int owner) {
        lanes[owner].offer(batches[owner]);
        batches[owner] = null;
        waiting--;
    }

    /** Fails a tree at once. */
    public void fail(FailSignal signal) {
        lanes[RootId.owner(signal.root())].fail(signal);
    }

    /** Gives a tree its full timeout again. */
    public void resetTimeout(long root) {
        lanes[RootId.owner(root)].resetTimeout(root);
    }
}
