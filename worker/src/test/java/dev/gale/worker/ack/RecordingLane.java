package dev.gale.worker.ack;

import java.util.ArrayList;
import java.util.List;

/** Keeps what comes in, as text; a batch as the list of its contributions. */
final class RecordingLane implements AckLane {
    final List<List<String>> batches = new ArrayList<>();
    final List<FailSignal> fails = new ArrayList<>();
    final List<Long> resets = new ArrayList<>();
    /** The worker where the spout executor runs. */
    int worker = Loss.HERE;

    int pushes;

    @Override
    public void offer(AckBatch batch) {
        List<String> contributions = new ArrayList<>();
        for (int i = 0; i < batch.markCount(); i++) {
            contributions.add(mark(batch.markedRoot(i), batch.markedWorkers(i)));
        }
        for (int i = 0; i < batch.size(); i++) {
            contributions.add(contribution(batch.root(i), batch.edges(i)));
        }
        batches.add(contributions);
    }

    @Override
    public void pushAcks() {
        pushes++;
    }

    static String contribution(long root, long edges) {
        return RootId.owner(root) + "/" + RootId.slot(root) + ":" + edges;
    }

    static String mark(long root, long workers) {
        return RootId.owner(root) + "/" + RootId.slot(root) + "@" + Long.toBinaryString(workers);
    }

    /** Stands among the batches, since what comes before it matters. */
    @Override
    public void lost(Loss loss) {
        batches.add(List.of(loss.message()));
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public void fail(FailSignal signal) {
        fails.add(signal);
    }

    @Override
    public void resetTimeout(long root) {
        resets.add(root);
    }
}
