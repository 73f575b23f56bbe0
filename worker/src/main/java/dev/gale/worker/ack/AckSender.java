package dev.gale.worker.ack;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Collects what one bolt executor has to report to spout executors, and sends it in batches. What concerns a spout
 * executor that the same thread runs goes straight into its ledger. Confined to the bolt executor's thread.
 */
public final class AckSender implements TreeMarks {
    private final AckLane[] lanes;
    private final int ownWorker;
    private final LocalLedger[] local;
    private final AckBatch[] batches;
    /** Emptied batches that have come back, one a lane; written by the receivers. */
    private final AtomicReference<AckBatch>[] spares;

    /** Owners for which a batch is being filled; perhaps with nothing in it, when all has cancelled itself. */
    private final int[] filling;

    private int fillingCount;

    /**
     * @param lanes by owner number; index 0 is unused
     * @param ownWorker number of the worker where the bolt executor runs
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public AckSender(AckLane[] lanes, int ownWorker) {
        this.lanes = lanes;
        this.ownWorker = ownWorker;
        this.local = new LocalLedger[lanes.length];
        this.batches = new AckBatch[lanes.length];
        this.spares = new AtomicReference[lanes.length];
        this.filling = new int[lanes.length];
        for (int i = 0; i < spares.length; i++) {
            spares[i] = new AtomicReference<>();
        }
    }

    /**
     * Says that the thread that runs this bolt executor runs a spout executor too.
     *
     * @param ledger null when it does so no more
     */
    public void setLocal(int owner, LocalLedger ledger) {
        local[owner] = ledger;
    }

    /** From now on this bolt executor runs on a thread where there is no spout executor. */
    public void forgetLocal() {
        Arrays.fill(local, null);
    }

    /** Reports that {@code edges} have been done or created in the tree of {@code root}. */
    public void add(long root, long edges) {
        int owner = RootId.owner(root);
        LocalLedger ledger = local[owner];
        if (ledger != null) {
            ledger.apply(root, edges);
            return;
        }
        if (batchFor(owner).add(root, edges)) {
            handOver(owner);
        }
    }

    /**
     * Reports to which workers tuples of a tree have gone.
     *
     * @param workers bits as of {@link Loss#bit}
     */
    public void mark(long root, long workers) {
        int owner = RootId.owner(root);
        LocalLedger ledger = local[owner];
        if (ledger != null) {
            ledger.mark(root, workers);
        } else if (batchFor(owner).mark(root, workers)) {
            handOver(owner);
        }
    }

    /**
     * The spout's worker knows of its own connections which trees were on them, and of those that were on others only by
     * such reports. What goes back to it needs none: it knows that the tree has been here.
     */
    @Override
    public void sentTo(long root, int worker) {
        int home = lanes[RootId.owner(root)].worker();
        if (home == Loss.HERE) {
            mark(root, Loss.bit(worker));
        } else if (home != worker) {
            // That it has been here may come by another way, and later.
            mark(root, Loss.bit(worker) | Loss.bit(ownWorker));
        }
    }

    private AckBatch batchFor(int owner) {
        AckBatch batch = batches[owner];
        if (batch == null) {
            batch = batches[owner] = emptyBatch(owner);
            filling[fillingCount++] = owner;
        }
        return batch;
    }

    /** The owner stays among those that are being filled, with an empty batch. */
    private void handOver(int owner) {
        lanes[owner].offer(batches[owner]);
        batches[owner] = emptyBatch(owner);
    }

    private AckBatch emptyBatch(int owner) {
        AtomicReference<AckBatch> spare = spares[owner];
        AckBatch used = spare.get() == null ? null : spare.getAndSet(null);
        return used == null ? new AckBatch(spare) : used;
    }

    /** Sends everything collected. */
    public void flush() {
        for (int i = 0; i < fillingCount; i++) {
            int owner = filling[i];
            AckBatch batch = batches[owner];
            batches[owner] = null;
            if (batch.isEmpty()) {
                batch.release();
            } else {
                lanes[owner].offer(batch);
            }
            // Even if the batch was empty: full ones before it may be held back.
            lanes[owner].pushAcks();
        }
        fillingCount = 0;
    }

    /** Tells all spout executors elsewhere that what this bolt executor has sent to a worker may be lost. */
    public void lost(int worker, String why) {
        // First to which trees that was.
        flush();
        Loss loss = new Loss(ownWorker, worker, why);
        for (AckLane lane : lanes) {
            // Those here have heard of it.
            if (lane != null && lane.worker() != Loss.HERE) {
                lane.lost(loss);
            }
        }
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
