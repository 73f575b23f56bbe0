package dev.gale.worker.ack;

import java.util.ArrayList;
import java.util.List;

/** Keeps what comes in, as text; a batch as the list of its contributions. */
final class RecordingLane implements AckLane {
    final List<List<String>> batches = new ArrayList<>();
    final List<FailSignal> fails = new ArrayList<>();
    final List<Long> resets = new ArrayList<>();
    int pushes;

    @Override
    public void offer(AckBatch batch) {
        List<String> contributions = new ArrayList<>();
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

    @Override
    public void fail(FailSignal signal) {
        fails.add(signal);
    }

    @Override
    public void resetTimeout(long root) {
        resets.add(root);
    }
}
