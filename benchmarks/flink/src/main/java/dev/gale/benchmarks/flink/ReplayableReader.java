package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.flink.ReplayableSource.OffsetSplit;
import dev.gale.benchmarks.harness.Tally;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Emits records from the split's offset on. Confined to the source's thread. */
final class ReplayableReader<T> implements SourceReader<T, OffsetSplit> {
    private final Records<T> records;
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private Tally emitted;
    private Tally completedCheckpoints;
    private boolean hasSplit;
    private long offset;

    ReplayableReader(Records<T> records) {
        this.records = records;
    }

    @Override
    public void start() {
        records.open();
        emitted = Observed.EMITTED.newTally();
        completedCheckpoints = Observed.COMPLETED_CHECKPOINTS.newTally();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
        if (!hasSplit) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        int count = records.emit(offset, output);
        offset += count;
        emitted.add(count);
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<OffsetSplit> snapshotState(long checkpoint) {
        return hasSplit ? List.of(new OffsetSplit(offset)) : List.of();
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        completedCheckpoints.increment();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<OffsetSplit> splits) {
        for (OffsetSplit split : splits) {
            offset = split.offset();
            hasSplit = true;
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
