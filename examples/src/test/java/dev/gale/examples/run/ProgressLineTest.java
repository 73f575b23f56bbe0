package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.report.Latency;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter written = new StringWriter();
    private long nowNs = 100;

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(written), terminal, () -> nowNs);
    }

    private static ComponentStats component(String id, boolean spout, long executed, long acked) {
        Latency none = new Latency(0, 0, 0, 0, 0, 0);
        Latency complete = spout ? new Latency(acked, 2e6, 2_000_000, 9_000_000, 9_000_000, 9_000_000) : none;
        return new ComponentStats(
                id,
                spout,
                1,
                executed,
                0,
                0,
                acked,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                none,
                none,
                complete,
                0,
                0,
                0,
                0,
                spout ? 7 : 0,
                0,
                0,
                0);
    }

    private static TopologyStats stats(long seconds, long executed, long acked) {
        return new TopologyStats(
                "words",
                Duration.ofSeconds(seconds),
                List.of(component("lines", true, 0, acked), component("count", false, executed, executed)));
    }

    @Test
    void shouldShowTheRateSinceTheLineBefore() {
        ProgressLine line = line(false);

        nowNs += Duration.ofSeconds(5).toNanos();
        line.update(stats(5, 50_000, 40));
        nowNs += Duration.ofSeconds(10).toNanos();
        line.update(stats(15, 60_000, 50));

        assertThat(written.toString().lines())
                .containsExactly(
                        "5 s  10.0k tuples/s  acked 40  failed 0  pending 7  p50 2.0 ms  p99 9.0 ms",
                        "15 s  1.0k tuples/s  acked 50  failed 0  pending 7  p50 2.0 ms  p99 9.0 ms");
    }

    @Test
    void shouldStaySilentUntilTheIntervalIsOver() {
        ProgressLine line = line(false);

        nowNs += Duration.ofSeconds(5).toNanos() - 1;
        line.update(stats(4, 1, 1));
        assertThat(written.toString()).isEmpty();

        nowNs++;
        line.update(stats(5, 1, 1));
        assertThat(written.toString()).isNotEmpty();
    }

    @Test
    void shouldRewriteInPlaceOnATerminal() {
        ProgressLine line = line(true);

        nowNs += Duration.ofSeconds(1).toNanos();
        line.update(stats(1, 1_000_000, 1_000_000));
        int longer = written.toString().length();
        nowNs += Duration.ofSeconds(1).toNanos();
        line.update(stats(2, 1_000_000, 1));
        line.clear();

        String[] parts = written.toString().split("\r", -1);
        assertThat(written.toString()).doesNotContain("\n").doesNotContain("\u001b");
        assertThat(parts).hasSize(5);
        assertThat(parts[2]).as("covers what stood there").hasSize(longer - 1).endsWith(" ");
        assertThat(parts[3]).isBlank().hasSize(79);
        assertThat(parts[4]).isEmpty();
    }

    @Test
    void shouldCutTheLineOnATerminalWhenItIsTooLong() {
        ProgressLine line = line(true);

        nowNs += Duration.ofSeconds(1).toNanos();
        line.update(stats(99_999_999, 99_900_000, 999_000_000));

        assertThat(written.toString()).hasSize("\r".length() + 77);
    }
}
