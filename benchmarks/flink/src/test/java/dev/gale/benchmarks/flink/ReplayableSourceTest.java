package dev.gale.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.benchmarks.flink.ReplayableSource.OffsetSplit;
import dev.gale.benchmarks.flink.ReplayableSource.SingleSplitEnumerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

class ReplayableSourceTest {
    private final ReplayableSource<Long> source = new ReplayableSource<>(new Offsets());
    private final List<Long> emitted = new ArrayList<>();
    private final List<OffsetSplit> assigned = new ArrayList<>();

    @Test
    void shouldGoOnFromTheOffsetOfTheSplit() throws Exception {
        SourceReader<Long, OffsetSplit> reader = source.createReader(null);
        reader.start();
        reader.addSplits(List.of(new OffsetSplit(7)));

        assertThat(reader.pollNext(new Recording())).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reader.pollNext(new Recording())).isEqualTo(InputStatus.MORE_AVAILABLE);

        assertThat(emitted).containsExactly(7L, 8L, 9L, 10L);
        assertThat(reader.snapshotState(1)).containsExactly(new OffsetSplit(11));
    }

    @Test
    void shouldWaitWhenTheReaderHasNoSplit() throws Exception {
        SourceReader<Long, OffsetSplit> reader = source.createReader(null);
        reader.start();

        assertThat(reader.pollNext(new Recording())).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        assertThat(reader.snapshotState(1)).isEmpty();

        reader.addSplits(List.of(new OffsetSplit(0)));
        assertThat(reader.isAvailable()).isDone();
    }

    @Test
    void shouldGiveTheSplitToOneReaderOnly() {
        SingleSplitEnumerator enumerator = enumerator(OptionalLong.of(0));

        enumerator.addReader(0);
        enumerator.addReader(1);

        assertThat(assigned).containsExactly(new OffsetSplit(0));
        assertThat(enumerator.snapshotState(1)).isEmpty();
    }

    @Test
    void shouldKeepTheOffsetWhenTheReaderIsLost() {
        SingleSplitEnumerator enumerator = enumerator(OptionalLong.empty());

        enumerator.addSplitsBack(List.of(new OffsetSplit(42)), 0);

        assertThat(enumerator.snapshotState(1)).hasValue(42);
        enumerator.addReader(0);
        assertThat(assigned).containsExactly(new OffsetSplit(42));
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        assertThat(copy(source.getSplitSerializer(), new OffsetSplit(42))).isEqualTo(new OffsetSplit(42));
        assertThat(copy(source.getEnumeratorCheckpointSerializer(), OptionalLong.of(42)))
                .hasValue(42);
        assertThat(copy(source.getEnumeratorCheckpointSerializer(), OptionalLong.empty()))
                .isEmpty();
    }

    private SingleSplitEnumerator enumerator(OptionalLong unassigned) {
        return new SingleSplitEnumerator((split, subtask) -> assigned.add(split), unassigned);
    }

    private static <T> T copy(SimpleVersionedSerializer<T> serializer, T original) throws IOException {
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(original));
    }

    /** Records that are their offset; two at once. */
    private static final class Offsets implements Records<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public int emit(long offset, SourceOutput<Long> output) {
            output.collect(offset);
            output.collect(offset + 1);
            return 2;
        }
    }

    /** Keeps what is emitted. */
    private final class Recording implements ReaderOutput<Long> {
        @Override
        public void collect(Long offset) {
            emitted.add(offset);
        }

        @Override
        public void collect(Long offset, long timestamp) {
            emitted.add(offset);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Long> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
