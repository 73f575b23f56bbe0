package dev.gale.benchmarks.flink;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * An endless source of one split, whose state is an offset. Checkpoints hold that offset, wherever the split is: with the
 * reader, or with the enumerator, which has it before the reader comes and after the reader's failure.
 */
final class ReplayableSource<T> implements Source<T, ReplayableSource.OffsetSplit, OptionalLong> {
    private static final long serialVersionUID = 1L;

    private final Records<T> records;

    ReplayableSource(Records<T> records) {
        this.records = records;
    }

    /**
     * All the records from an offset on.
     *
     * @param offset of the next record
     */
    record OffsetSplit(long offset) implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, OffsetSplit> createReader(SourceReaderContext context) {
        return new ReplayableReader<>(records);
    }

    @Override
    public SplitEnumerator<OffsetSplit, OptionalLong> createEnumerator(SplitEnumeratorContext<OffsetSplit> context) {
        return new SingleSplitEnumerator(context::assignSplit, OptionalLong.of(0));
    }

    @Override
    public SplitEnumerator<OffsetSplit, OptionalLong> restoreEnumerator(
            SplitEnumeratorContext<OffsetSplit> context, OptionalLong unassigned) {
        return new SingleSplitEnumerator(context::assignSplit, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<OffsetSplit> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<OptionalLong> getEnumeratorCheckpointSerializer() {
        return new UnassignedSerializer();
    }

    /** Gives the split to the first reader. Confined to the coordinator's thread. */
    static final class SingleSplitEnumerator implements SplitEnumerator<OffsetSplit, OptionalLong> {
        private final BiConsumer<OffsetSplit, Integer> assign;
        private OptionalLong unassigned;

        /**
         * @param assign gives a split to a subtask of the source
         * @param unassigned offset of the split; empty when a reader has it
         */
        SingleSplitEnumerator(BiConsumer<OffsetSplit, Integer> assign, OptionalLong unassigned) {
            this.assign = assign;
            this.unassigned = unassigned;
        }

        @Override
        public void start() {}

        @Override
        public void addReader(int subtask) {
            if (unassigned.isPresent()) {
                assign.accept(new OffsetSplit(unassigned.getAsLong()), subtask);
                unassigned = OptionalLong.empty();
            }
        }

        /** Readers get the split without asking. */
        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<OffsetSplit> splits, int subtask) {
            for (OffsetSplit split : splits) {
                unassigned = OptionalLong.of(split.offset());
            }
        }

        /** The offset of the split unless a reader has it. */
        @Override
        public OptionalLong snapshotState(long checkpoint) {
            return unassigned;
        }

        @Override
        public void close() {}
    }

    /** Writes the offset. */
    static final class SplitSerializer implements SimpleVersionedSerializer<OffsetSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(OffsetSplit split) {
            return ByteBuffer.allocate(Long.BYTES).putLong(split.offset()).array();
        }

        @Override
        public OffsetSplit deserialize(int version, byte[] bytes) {
            return new OffsetSplit(ByteBuffer.wrap(bytes).getLong());
        }
    }

    /** Writes the offset; nothing when there is none. */
    static final class UnassignedSerializer implements SimpleVersionedSerializer<OptionalLong> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(OptionalLong unassigned) {
            return unassigned.isEmpty()
                    ? new byte[0]
                    : ByteBuffer.allocate(Long.BYTES)
                            .putLong(unassigned.getAsLong())
                            .array();
        }

        @Override
        public OptionalLong deserialize(int version, byte[] bytes) {
            return bytes.length == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(ByteBuffer.wrap(bytes).getLong());
        }
    }
}
