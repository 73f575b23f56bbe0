package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START = -5_000_000_000L;

    @Test
    void shouldGiveOneTupleAtATimeAndOnlyWhenItIsDue() {
        Schedule schedule = new Schedule(START, 10);

        assertThat(schedule.pollDueNs(START - 1)).isEqualTo(Schedule.NOT_DUE);
        assertThat(schedule.pollDueNs(START)).isEqualTo(START);
        assertThat(schedule.pollDueNs(START)).isEqualTo(Schedule.NOT_DUE);
        assertThat(schedule.nextDueNs()).isEqualTo(START + 100_000_000);
        // Two are due now, and each keeps the time at which it was.
        assertThat(schedule.pollDueNs(START + 250_000_000)).isEqualTo(START + 100_000_000);
        assertThat(schedule.pollDueNs(START + 250_000_000)).isEqualTo(START + 200_000_000);
        assertThat(schedule.pollDueNs(START + 250_000_000)).isEqualTo(Schedule.NOT_DUE);
        assertThat(schedule.polled()).isEqualTo(3);
    }

    @Test
    void shouldNotDriftWhenTheRateDoesNotDivideASecond() {
        Schedule schedule = new Schedule(0, 7);

        assertThat(schedule.dueNs(7_000_000_000L)).isEqualTo(1_000_000_000L * 1_000_000_000L);
        assertThat(schedule.dueNs(1)).isEqualTo(142_857_142);
    }

    @Test
    void shouldAlwaysHaveOneDueWithoutARate() {
        Schedule schedule = new Schedule(START, 0);

        assertThat(schedule.pollDueNs(17)).isEqualTo(17);
        assertThat(schedule.pollDueNs(17)).isEqualTo(17);
        assertThatThrownBy(() -> new Schedule(0, -1)).hasMessageContaining("rate=-1");
    }
}
