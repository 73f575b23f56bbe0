package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.Schedule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.SourceOutput;

/** At a fixed rate, the time at which the record is due. Sleeps until the next one is, or for a millisecond. */
final class DueTimes implements Records<Long> {
    private static final long serialVersionUID = 1L;

    private static final long LONGEST_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final long rate;
    private transient Schedule schedule;

    /** @param rate records per second; 0 for as many as are asked for */
    DueTimes(long rate) {
        this.rate = rate;
    }

    @Override
    public int emit(long offset, SourceOutput<Long> output) {
        long nowNs = System.nanoTime();
        if (schedule == null) {
            schedule = new Schedule(nowNs, rate);
        }
        long dueNs = schedule.pollDueNs(nowNs);
        if (dueNs == Schedule.NOT_DUE) {
            LockSupport.parkNanos(Math.min(schedule.nextDueNs() - nowNs, LONGEST_SLEEP_NS));
            return 0;
        }
        output.collect(dueNs);
        return 1;
    }
}
