package dev.gale.worker.execute;

import dev.gale.spout.TupleFailure;
import dev.gale.tuple.Tuple;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.execute.ExecutorServices.Restarts;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.report.StreamIn;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.PlainEnvelope;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Runs the tasks of a bolt: takes batches from its inbox, executes, sends acks and what was emitted.
 *
 * <p>Emitted tuples leave at the end of each duty cycle and whenever a batch is full; acks leave when the inbox is
 * drained, a batch of them is full or they have waited for 100 µs, and always before the executor waits for anything. On
 * the way to other workers several full batches may wait for each other, no longer than that.
 */
public final class BoltExecutor extends Executor {
    /** Acks wait for more to share a batch with, but not for longer than this, whatever the input. */
    private static final long LONGEST_ACK_HOLD_NS = 100_000;

    private final Inbox inbox;
    private final AckSender acks;
    private final Origin tickOrigin;
    private final long tickIntervalNs;
    private final List<Object> tickValues;
    private BoltTask[] tasks = {};
    private final int firstTask;

    private int position;
    private int callsToLook = WorkPortion.CALLS_PER_LOOK;
    private boolean tookEnough;
    private long acksSentNs;

    private long nextTickNs = NEVER;

    /**
     * @param tickInterval zero when there are no ticks
     * @param tickOrigin where ticks come from
     */
    public BoltExecutor(
            ExecutorPlan plan,
            ExecutorServices services,
            Restarts restarts,
            Outboxes outboxes,
            Inbox inbox,
            AckSender acks,
            Duration tickInterval,
            Origin tickOrigin) {
        super(plan, services, restarts, outboxes);
        this.inbox = inbox;
        this.acks = acks;
        this.firstTask = plan.firstTask();
        this.tickIntervalNs = tickInterval.toNanos();
        this.tickOrigin = tickOrigin;
        // In whole seconds, as in Storm; a shorter interval counts as one.
        this.tickValues = List.of((int) Math.max(1, tickInterval.toSeconds()));
    }

    void setTasks(BoltTask[] tasks) {
        this.tasks = tasks;
    }

    @Override
    public int expectedLoad() {
        return plan.component().expectedLoad();
    }

    AckSender acks() {
        return acks;
    }

    /**
     * What this executor has sent to a worker may be lost: tells the spouts elsewhere. Any thread.
     *
     * @param why a few words
     */
    public void onWorkerLost(int worker, String why) {
        enqueue(() -> acks.lost(worker, why));
    }

    long published() {
        return inbox.published();
    }

    long released() {
        return inbox.released();
    }

    BoltTask task(int id) {
        return tasks[id - firstTask];
    }

    /** Executes a tuple and notes what that took. */
    void executeTimed(BoltTask task, Envelope tuple, StreamIn in) {
        CallTimer timer = timer();
        long outerNs = timer.enter();
        long startNs = timer.nowNs();
        task.execute(tuple, in);
        callTook(timer.leave(outerNs, startNs), executed());
    }

    /** How many tuples have been executed so far. */
    private long executed() {
        long sum = 0;
        for (BoltTask task : tasks) {
            sum += task.executed();
        }
        return sum;
    }

    @Override
    UserTask[] tasks() {
        return tasks;
    }

    @Override
    int cycle() {
        if (!flush()) {
            acks.flush();
            return 0;
        }
        int ticks = runTicks();
        if (isInterrupted() || (ticks > 0 && !flush())) {
            acks.flush();
            return ticks;
        }
        int most = portion.size();
        int done = isHeld() ? 0 : runInput(most);
        long endNs = nowNs;
        if (done > 0) {
            endNs = endOfCycle(done);
            gauges.queueWait.settle();
        }
        gauges.execute.settle();
        flush();
        if (done < most || endNs - acksSentNs > LONGEST_ACK_HOLD_NS || isBlocked() || isInterrupted()) {
            acksSentNs = endNs;
            acks.flush();
        }
        return done + ticks;
    }

    private int runInput(int most) {
        int done = 0;
        while (done < most) {
            Envelope[] batch = inbox.current();
            if (batch == null) {
                break;
            }
            int size = inbox.currentSize();
            if (position == 0) {
                gauges.queueWait.record(nowNs - inbox.currentPublishedNs(), size);
            }
            int from = position;
            int to = Math.min(size, from + most - done);
            int stoppedAt = runBatch(batch, from, to);
            done += stoppedAt - from;
            position = stoppedAt;
            if (position == size) {
                inbox.release();
                position = 0;
            }
            if (isInterrupted() || tookEnough || (isBatchFull() && !flushBetweenCalls())) {
                break;
            }
        }
        tookEnough = false;
        return done;
    }

    /** Executes until {@code to}, a full outbox batch, or an exception after which no more may be executed. */
    private int runBatch(Envelope[] batch, int from, int to) {
        int i = from;
        while (i < to) {
            Envelope tuple = batch[i];
            BoltTask task = tasks[tuple.destinationTask() - firstTask];
            i++;
            if (isCallToBeTimed()) {
                timer().start();
                executeTimed(task, tuple, task.input(tuple.origin().streamIndex()));
                timer().stop();
            } else {
                task.execute(tuple);
            }
            if (--callsToLook == 0) {
                callsToLook = WorkPortion.CALLS_PER_LOOK;
                tookEnough = isPortionEnough();
            }
            if (tookEnough || isBatchFull() || isInterrupted()) {
                return i;
            }
        }
        return i;
    }

    private int runTicks() {
        if (nowNs < nextTickNs) {
            return 0;
        }
        // Missed ticks are not made up for: one is enough to say that time has passed. The next keeps to the beat.
        nextTickNs += ((nowNs - nextTickNs) / tickIntervalNs + 1) * tickIntervalNs;
        for (BoltTask task : tasks) {
            Envelope tick = new PlainEnvelope(new Link(tickOrigin, task.id), tickValues);
            if (timer() != null) {
                // Rare enough to time each: whoever comes first in the group's cycle would take the sample away.
                timer().start();
                executeTimed(task, tick, task.input(tickOrigin.streamIndex()));
                timer().stop();
            } else {
                task.execute(tick);
            }
            if (isInterrupted()) {
                break;
            }
        }
        return tasks.length;
    }

    @Override
    int pausedCycle() {
        flush();
        acks.flush();
        return 0;
    }

    @Override
    long nextDeadlineWhileRunningNs() {
        return nextTickNs;
    }

    @Override
    long nextDeadlineWhileBlockedNs() {
        return NEVER;
    }

    @Override
    long nextDeadlineWhilePausedNs() {
        return NEVER;
    }

    @Override
    long idlePollWhileRunningNs() {
        return NEVER;
    }

    @Override
    void setActive(boolean active) {
        // Bolts go on with what is in flight.
    }

    @Override
    void opened(UserTask task) {
        if (tickIntervalNs > 0 && nextTickNs == NEVER) {
            // From now, not from before a prepare that took long.
            nextTickNs = services.clock().nanoTime() + tickIntervalNs;
        }
    }

    @Override
    void closing(UserTask task) {
        // What the old instance held and had not acked fails at its timeout.
    }

    @Override
    void failForException(UserTask task, Envelope tuple, Throwable error) {
        ((BoltTask) task).fail(tuple, TupleFailure.Reason.EXCEPTION, String.valueOf(error));
    }

    /** A call of a thread of the user's could not be carried out: what it was about fails, and it is reported. */
    void foreignCallFailed(BoltTask task, Collection<Tuple> anchors, RuntimeException error) {
        for (Envelope anchor : task.liveOf(anchors)) {
            task.fail(anchor, TupleFailure.Reason.EXCEPTION, String.valueOf(error));
        }
        task.reportError(error, "emitted, from a thread of its own, what can't be emitted");
    }

    // --- gauges: any thread ---

    @Override
    int queueDepth() {
        return inbox.depth();
    }

    @Override
    int queueCapacity() {
        return inbox.capacity();
    }

    @Override
    int pendingCount() {
        return 0;
    }
}
