package dev.gale.benchmarks.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.RunOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawLimitsTest {
    @ParameterizedTest
    @CsvSource({"W2, loop", "W3, loop", "HOP, batch-1", "HOP, batch-128"})
    void shouldCount(String workload, String config) throws InterruptedException {
        Result result = RawLimits.run(
                RunOptions.parse("--workload=" + workload, "--config=" + config, "--warm-up=0.05", "--seconds=0.1"));

        assertThat(result.engine()).isEqualTo("raw");
        assertThat(result.tuples()).isPositive();
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThatThrownBy(() -> RawLimits.run(RunOptions.parse("--workload=W4", "--config=loop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("W4 loop is not there");
    }
}
