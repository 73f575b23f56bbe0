package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcrossWorkersTest {
    private static final long SOURCE = ProcessHandle.current().pid();

    /** Any other that lives. */
    private static final long SINK =
            ProcessHandle.current().parent().orElseThrow().pid();

    @TempDir
    private Path folder;

    private AcrossWorkers workers(String workload) {
        return new AcrossWorkers(
                RunOptions.parse("--workload", workload, "--warm-up", "0", "--seconds", "0.5"),
                new CountFolder(folder));
    }

    private void count(String name, long pid, int number, long value) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
        try {
            Files.write(folder.resolve(name + "." + pid + "." + number), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void place(long source, long identity, long sink) {
        count(AcrossWorkers.ACKED, source, 1001, 100);
        count(AcrossWorkers.FAILED, source, 1002, 0);
        count(AcrossWorkers.AT_IDENTITY, identity, 1003, 0);
        count(AcrossWorkers.AT_SINK, sink, 1001, 100);
    }

    private Result measure(String workload) throws IOException {
        return workers(workload).measure("fake", "1", Map.of("a", 1), 10);
    }

    @Test
    void shouldReadWhatAnotherCountsWhileItCounts() {
        CountFolder counts = new CountFolder(folder);
        Tally one = CountFolder.newTally(folder, "one");
        Tally more = CountFolder.newTally(folder, "one");
        Tally other = CountFolder.newTally(folder, "one-other");

        one.increment();
        more.add(41);
        other.add(1000);

        assertThat(one.get()).isEqualTo(1);
        assertThat(counts.sum("one")).isEqualTo(42);
        assertThat(counts.processes("one")).isEqualTo(Set.of(SOURCE));
        assertThat(counts.sum("none")).isZero();
        assertThat(counts.processes("none")).isEmpty();
    }

    @Test
    void shouldTakeTheGrowthOfTheWindowAndTheTimeOfBothWorkers() throws Exception {
        place(SOURCE, SOURCE, SINK);
        Tally acks = CountFolder.newTally(folder, AcrossWorkers.ACKED);
        Thread source = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                acks.increment();
            }
        });
        source.start();
        Result result;
        try {
            result = workers("W5").measure("fake", "1", Map.of("a", 1), Long.MAX_VALUE / 2);
        } finally {
            source.interrupt();
            source.join();
        }

        assertThat(result.tuples()).isPositive().isLessThanOrEqualTo(acks.get());
        assertThat(result.seconds()).isGreaterThanOrEqualTo(0.5);
        assertThat(result.bytesPerTuple()).isNaN();
        assertThat(result.extra()).containsKeys("sourceCores", "sinkCores", "loopbackOnly");
        assertThat(result.settings()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void shouldRefuseARunWhoseTuplesDidNotCrossAsTheyShould() {
        place(SOURCE, SINK, SINK);
        assertThatThrownBy(() -> measure("W5"))
                .isInstanceOf(InvalidRun.class)
                .hasMessageContaining("the first two together");

        count(AcrossWorkers.AT_SINK, SOURCE, 1009, 0);
        assertThatThrownBy(() -> measure("W5"))
                .isInstanceOf(InvalidRun.class)
                .hasMessageContaining("the sink has run in the processes");
    }

    @Test
    void shouldRefuseARunWithoutProgress() {
        place(SOURCE, SOURCE, SINK);

        assertThatThrownBy(() -> measure("W5U")).isInstanceOf(InvalidRun.class).hasMessage("no tuples in the window");
    }
}
