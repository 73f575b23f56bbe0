package dev.gale.examples.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SampleLogTest {
    private static String sample(int lines, long seed) {
        StringBuilder out = new StringBuilder();
        SampleLog.write(lines, seed, out);
        return out.toString();
    }

    @Test
    void shouldGiveTheBundledSampleAgain() throws IOException {
        try (InputStream bundled = SampleLog.class.getResourceAsStream(SampleLog.BUNDLED)) {
            assertThat(bundled).isNotNull();
            assertThat(sample(SampleLog.BUNDLED_LINES, SampleLog.BUNDLED_SEED).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bundled.readAllBytes());
        }
    }

    @Test
    void shouldGiveOtherLinesWhenTheSeedIsAnother() {
        assertThat(sample(10, 1)).isNotEqualTo(sample(10, 2)).hasLineCount(10);
    }

    @Test
    void shouldHoldGoodLinesAndAFewBadOnes() {
        long bad = sample(10_000, 3)
                .lines()
                .filter(line -> AccessLogLine.parse(line).isEmpty())
                .count();

        assertThat(bad).isBetween(50L, 150L);
    }
}
