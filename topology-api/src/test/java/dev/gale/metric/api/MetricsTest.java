package dev.gale.metric.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.gale.metric.api.IMetricsConsumer.DataPoint;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void shouldStartFromZeroWhenACountWasRead() {
        // given
        CountMetric count = new CountMetric();
        count.incr();
        count.incrBy(4);

        // when / then
        assertThat(count.getValueAndReset()).isEqualTo(5L);
        assertThat(count.getValueAndReset()).isEqualTo(0L);
        assertThat(count.getDimensions()).isEmpty();
    }

    @Test
    void shouldKeepTheValueWhenAnAssignedOneWasRead() {
        // given
        AssignableMetric metric = new AssignableMetric("first");

        // when / then
        assertThat(metric.getValueAndReset()).isEqualTo("first");
        assertThat(metric.getValueAndReset()).isEqualTo("first");
        metric.setValue("second");
        assertThat(metric.getValueAndReset()).isEqualTo("second");
    }

    @Test
    void shouldStartFromTheIdentityWhenACombinedValueWasRead() {
        // given
        CombinedMetric longest = new CombinedMetric(new LongestName());
        longest.update("abc");
        longest.update("de");

        // when / then
        assertThat(longest.getValueAndReset()).isEqualTo("abc");
        assertThat(longest.getValueAndReset()).isEqualTo("");
    }

    @Test
    void shouldReportTheMeanWhenNumbersOfAnyTypeCame() {
        // given
        ReducedMetric mean = new ReducedMetric(new MeanReducer());
        mean.update(1);
        mean.update(2L);
        mean.update(6.0);
        mean.update(7.0f);

        // when / then
        assertThat(mean.getValueAndReset()).isEqualTo(4.0);
        assertThat(mean.getValueAndReset()).isNull();
    }

    @Test
    void shouldNameTheClassWhenAMeanIsUpdatedWithSomethingElse() {
        // given
        ReducedMetric mean = new ReducedMetric(new MeanReducer());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mean.update("12"))
                .withMessageContaining("java.lang.String: 12");
        assertThatIllegalArgumentException().isThrownBy(() -> mean.update(null)).withMessageContaining("null");
        assertThat(mean.getValueAndReset()).isNull();
    }

    @Test
    void shouldKeepNamesWhenCountsWereRead() {
        // given
        MultiCountMetric counts = new MultiCountMetric();
        counts.scope("a").incr();
        counts.scope("a").incr();
        counts.scope("b").incr();

        // when / then
        assertThat(counts.getValueAndReset()).containsOnly(entry("a", 2L), entry("b", 1L));
        assertThat(counts.getValueAndReset()).containsOnly(entry("a", 0L), entry("b", 0L));
    }

    @Test
    void shouldLeaveOutNamesWhenTheirResultIsNull() {
        // given
        MultiReducedMetric means = new MultiReducedMetric(new MeanReducer());
        means.scope("a").update(3);
        assertThat(means.scope("b")).isNotSameAs(means.scope("a"));

        // when / then
        assertThat(means.getValueAndReset()).containsOnly(entry("a", 3.0));
        assertThat(means.getValueAndReset()).isEmpty();
    }

    @Test
    void shouldReportThePresentStateWhenRead() {
        // given
        AtomicInteger state = new AtomicInteger(3);
        StateMetric metric = new StateMetric(state::get);

        // when / then
        assertThat(metric.getValueAndReset()).isEqualTo(3);
        state.set(4);
        assertThat(metric.getValueAndReset()).isEqualTo(4);
    }

    @Test
    void shouldCompareByContentWhenDataPointsHoldArrays() {
        // given
        DataPoint point = new DataPoint("sizes", new long[] {1, 2}, Map.of("kind", "x"));
        DataPoint equal = new DataPoint("sizes", new long[] {1, 2}, Map.of("kind", "x"));

        // when / then
        assertThat(point).isEqualTo(equal).hasSameHashCodeAs(equal);
        assertThat(point).isNotEqualTo(new DataPoint("sizes", new long[] {1, 3}, Map.of("kind", "x")));
        assertThat(point).isNotEqualTo(new DataPoint("sizes", new long[] {1, 2}));
        assertThat(new DataPoint("n", 1).dimensions).isEmpty();
    }

    private static final class LongestName implements ICombiner<String> {
        @Override
        public String identity() {
            return "";
        }

        @Override
        public String combine(String accumulated, String value) {
            return value.length() > accumulated.length() ? value : accumulated;
        }
    }
}
