package dev.gale.worker.execute;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.spout.TupleFailure;
import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.LocalLedger;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.ack.Losses;
import dev.gale.worker.ack.PendingRoots;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.execute.ExecutorServices.Restarts;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.tuple.Envelope;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.collections.LongArrayList;

/**
 * Runs the tasks of a spout and tracks the trees that they begin: it is the acker of its own tuples.
 *
 * <p>One duty cycle: what bolts have reported, calling ack and fail of the spout; trees whose time is over; what is
 * left in the outboxes; then, while nothing is left there and fewer trees than allowed are pending, nextTuple. All
 * callbacks of a task come on this executor's thread, none within another.
 */
public final class SpoutExecutor extends Executor implements AckLane, TreeMarks {
    /** Batches of contributions, and expired trees, in one cycle: emits mustn't starve behind a flood of them. */
    private static final int MOST_ACK_BATCHES = 64;

    private static final int MOST_EXPIRED = 1024;

    /** So many vain rounds of calls, one after another, show that there is nothing to emit. */
    private static final int VAIN_ROUNDS = 2;

    /** A cycle this long has waited in user code. */
    private static final long LONG_CYCLE_NS = Duration.ofMillis(1).toNanos();

    /** As many trees are pending at most when no limit is set: half of what the table can hold. */
    private static final long MOST_PENDING = 1 << 21;

    private final ConcurrentLinkedQueue<AckBatch> acks = new ConcurrentLinkedQueue<>();
    private final PendingRoots<OutStream> pending;
    private final AtomicInteger pendingForOthers = new AtomicInteger();
    private final Losses losses = new Losses();
    private final LocalLedger localLedger = new GroupLedger();
    private final long messageTimeoutNs;
    private final long maxPending;
    /** Trees that were completed within a call of user code; the spout hears of it when that has returned. */
    private LongArrayList completeAtOnce = new LongArrayList();

    private LongArrayList completing = new LongArrayList();
    /** The same for trees that were complete when their emission was, and so are in no table. */
    private CompletedTrees completedAtOnce = new CompletedTrees();

    private CompletedTrees tellingCompleted = new CompletedTrees();

    private final int firstTask;
    private SpoutTask[] tasks = {};
    private boolean active;
    private final IdlePoll idlePoll = new IdlePoll();
    /** Whether the last calls of nextTuple were in vain. */
    private boolean drained;
    /** How often nextTuple was called. */
    private long callsMade;

    /** @param maxPending how many trees may be pending over all tasks; {@link Long#MAX_VALUE}: as many as fit */
    public SpoutExecutor(
            ExecutorPlan plan,
            ExecutorServices services,
            Restarts restarts,
            Outboxes outboxes,
            SplitMix64 random,
            long maxPending) {
        super(plan, services, restarts, outboxes);
        this.messageTimeoutNs = services.messageTimeout().toNanos();
        this.pending = new PendingRoots<>(plan.owner(), messageTimeoutNs, random);
        this.maxPending = Math.min(maxPending, MOST_PENDING);
        this.firstTask = plan.firstTask();
    }

    void setTasks(SpoutTask[] tasks) {
        this.tasks = tasks;
    }

    @Override
    UserTask[] tasks() {
        return tasks;
    }

    // --- AckLane: any thread ---

    @Override
    public void offer(AckBatch batch) {
        acks.offer(batch);
        wake();
    }

    @Override
    public void fail(FailSignal signal) {
        enqueue(() -> onFail(signal));
    }

    @Override
    public void resetTimeout(long root) {
        enqueue(() -> pending.resetTimeout(root, nowNs));
    }

    /** Comes after what was offered before, so that what is complete by that doesn't fail. */
    @Override
    public void lost(Loss loss) {
        offer(AckBatch.of(loss));
    }

    // --- for the collector of a task ---

    boolean isTracking() {
        return services.tracking();
    }

    long messageTimeoutNs() {
        return messageTimeoutNs;
    }

    int pending() {
        return pending.size();
    }

    long open(Object messageId, OutStream stream, long timeoutNs) {
        if (portion.isSlow()) {
            // The cycle began before a call that may have waited long for what it now emits.
            nowNs = services.clock().nanoTime();
        }
        return pending.open(messageId, stream, nowNs, timeoutNs);
    }

    /** For the bolts of the same group. */
    LocalLedger localLedger() {
        return localLedger;
    }

    private final class GroupLedger implements LocalLedger {
        /** It may come in the middle of an emit, so the spout hears of it later. */
        @Override
        public void apply(long root, long edges) {
            if (pending.apply(root, edges) != PendingRoots.NONE) {
                completeAtOnce.addLong(root);
            }
        }

        /** What is marked here is on no connection yet, so no loss that is known can concern it. */
        @Override
        public void mark(long root, long workers) {
            pending.mark(root, workers);
        }
    }

    @Override
    public void sentTo(long root, int worker) {
        pending.mark(root, Loss.bit(worker));
    }

    @Override
    int waitingCallbacks() {
        return isHalted() ? 0 : completeAtOnce.size() + completedAtOnce.size();
    }

    void seal(long root, long edges) {
        int slot = pending.seal(root, edges);
        if (slot == PendingRoots.NEWEST) {
            completedAtOnce.add(pending.messageId(slot), pending.attachment(slot), pending.emittedNs(slot));
            pending.close(slot);
        } else if (slot != PendingRoots.NONE) {
            completeAtOnce.addLong(root);
        }
    }

    /** Forgets a tree whose emit threw. */
    void abandon(long root) {
        pending.close(pending.find(root));
    }

    // --- the duty cycle ---

    @Override
    int cycle() {
        int work = drainAcks();
        completeNow();
        // What bolts have reported comes before the verdict that they haven't.
        if (acks.isEmpty()) {
            work += expire();
        }
        completeNow();
        if (flush() && active && !isHeld() && !isInterrupted()) {
            int found = emitSome();
            flush();
            // Whoever has just been asked in vain needn't be asked again at once.
            work += drained ? 0 : found;
        }
        gauges.complete.settle();
        gauges.execute.settle();
        pendingForOthers.lazySet(pending.size());
        return work + waitingCallbacks();
    }

    private int emitSome() {
        int calls = 0;
        int found = 0;
        int vainRounds = 0;
        drained = false;
        int nextLook = WorkPortion.CALLS_PER_LOOK;
        long startNs = nowNs;
        while (calls < portion.size() && mayEmit()) {
            boolean emitted = false;
            for (SpoutTask task : tasks) {
                calls++;
                callsMade++;
                try {
                    if (isCallToBeTimed() ? timedNextTuple(task) : task.nextTuple()) {
                        emitted = true;
                        found++;
                    }
                } catch (Throwable error) {
                    userCodeThrew(task, null, error, "in nextTuple");
                    if (isInterrupted()) {
                        return found + 1;
                    }
                }
            }
            completeNow();
            vainRounds = emitted ? 0 : vainRounds + 1;
            if (vainRounds == VAIN_ROUNDS || isInterrupted() || (isBatchFull() && !flushBetweenCalls())) {
                break;
            }
            if (calls >= nextLook) {
                nextLook = calls + WorkPortion.CALLS_PER_LOOK;
                if (isPortionEnough()) {
                    break;
                }
            }
        }
        drained = vainRounds == VAIN_ROUNDS;
        if (found > 0) {
            long endNs = endOfCycle(calls);
            if (endNs - startNs > LONG_CYCLE_NS) {
                // Some call waited before it emitted: what it emitted is younger than the last look at the clock.
                pending.postpone(startNs, endNs);
            }
            if (drained) {
                idlePoll.found(found, endNs);
            } else {
                idlePoll.reset(endNs);
            }
        } else if (calls > 0) {
            idlePoll.foundNothing(nowNs);
        }
        return found;
    }

    private boolean timedNextTuple(SpoutTask task) {
        CallTimer timer = timer();
        timer.start();
        long outerNs = timer.enter();
        long startNs = timer.nowNs();
        try {
            return task.nextTuple();
        } finally {
            callTook(timer.leave(outerNs, startNs), callsMade);
            timer.stop();
            if (portion.isSlow()) {
                // What completed within the call did so now and not when the duty cycle began.
                nowNs = timer.nowNs();
            }
        }
    }

    private boolean mayEmit() {
        return pending.size() < maxPending && !services.cycleOverflow().isMuch();
    }

    private int drainAcks() {
        int batches = 0;
        while (batches < MOST_ACK_BATCHES) {
            AckBatch batch = acks.poll();
            if (batch == null) {
                break;
            }
            batches++;
            if (batch.loss() != null) {
                onLost(batch.loss());
            }
            // Before the contributions, which may complete a tree and so forget it.
            for (int i = 0; i < batch.markCount(); i++) {
                onMark(batch.markedRoot(i), batch.markedWorkers(i));
            }
            for (int i = 0; i < batch.size(); i++) {
                int slot = pending.apply(batch.root(i), batch.edges(i));
                if (slot != PendingRoots.NONE) {
                    complete(slot);
                }
            }
            batch.release();
        }
        return batches;
    }

    /** Tells the spout of trees that were completed within calls of user code, which have returned now. */
    private void completeNow() {
        if (!completedAtOnce.isEmpty()) {
            tellCompleted();
        }
        if (!completeAtOnce.isEmpty()) {
            completeRoots();
        }
    }

    private void tellCompleted() {
        // Those that are there now: a callback may emit and so add to the list, without end.
        CompletedTrees trees = completedAtOnce;
        completedAtOnce = tellingCompleted;
        tellingCompleted = trees;
        for (int i = 0; i < trees.size(); i++) {
            tellAcked(trees.messageId(i), trees.stream(i), nowNs - trees.emittedNs(i));
        }
        trees.clear();
    }

    private void completeRoots() {
        LongArrayList roots = completeAtOnce;
        completeAtOnce = completing;
        completing = roots;
        for (int i = 0; i < roots.size(); i++) {
            int slot = pending.find(roots.getLong(i));
            // A restart of its spout may have closed it meanwhile.
            if (slot != PendingRoots.NONE) {
                complete(slot);
            }
        }
        roots.clear();
    }

    private void complete(int slot) {
        Object messageId = pending.messageId(slot);
        OutStream stream = pending.attachment(slot);
        long latencyNs = nowNs - pending.emittedNs(slot);
        // Closed first: the callback may emit and so use the table.
        pending.close(slot);
        tellAcked(messageId, stream, latencyNs);
    }

    private void tellAcked(Object messageId, OutStream stream, long latencyNs) {
        gauges.complete.record(latencyNs, 1);
        SpoutTask task = taskOf(stream);
        if (mayCall(task)) {
            try {
                task.acked(messageId, stream, latencyNs);
            } catch (Throwable error) {
                userCodeThrew(task, null, error, "in ack of message " + messageId);
            }
        }
    }

    private void onFail(FailSignal signal) {
        int slot = pending.find(signal.root());
        if (slot != PendingRoots.NONE) {
            fail(slot, signal.reason(), signal.component(), signal.task(), signal.stream(), signal.message());
        }
    }

    private void onMark(long root, long workers) {
        int slot = pending.mark(root, workers);
        if (slot != PendingRoots.NONE) {
            String why = losses.of(workers, pending.era(slot));
            if (why != null) {
                fail(slot, TupleFailure.Reason.WORKER_LOST, null, -1, null, why);
            }
        }
    }

    private void onLost(Loss loss) {
        losses.add(loss, pending.endEra());
        // First noted, then failed: a callback may emit, and what it emits began after the loss.
        LongArrayList lost = new LongArrayList();
        pending.forEach(slot -> {
            if (loss.concerns(pending.workers(slot))) {
                lost.addLong(pending.rootId(slot));
            }
        });
        for (int i = 0; i < lost.size(); i++) {
            int slot = pending.find(lost.getLong(i));
            if (slot != PendingRoots.NONE) {
                fail(slot, TupleFailure.Reason.WORKER_LOST, null, -1, null, loss.message());
            }
        }
    }

    private int expire() {
        int expired = 0;
        for (int slot = pending.expired(nowNs);
                slot != PendingRoots.NONE && expired < MOST_EXPIRED;
                slot = pending.expired(nowNs)) {
            fail(slot, TupleFailure.Reason.TIMEOUT, null, -1, null, "not complete within its timeout");
            expired++;
        }
        return expired;
    }

    private void fail(
            int slot, TupleFailure.Reason reason, String component, int failedTask, String stream, String message) {
        Object messageId = pending.messageId(slot);
        OutStream emittedOn = pending.attachment(slot);
        Duration age = Duration.ofNanos(nowNs - pending.emittedNs(slot));
        pending.close(slot);
        SpoutTask task = taskOf(emittedOn);
        if (mayCall(task)) {
            try {
                task.failed(
                        messageId, emittedOn, new TupleFailure(reason, component, failedTask, stream, age, message));
            } catch (Throwable error) {
                userCodeThrew(task, null, error, "in fail of message " + messageId);
            }
        }
    }

    private SpoutTask taskOf(OutStream stream) {
        return tasks[stream.origin().task() - firstTask];
    }

    @Override
    int pausedCycle() {
        // The other tasks of this executor go on hearing of their trees.
        int work = drainAcks();
        completeNow();
        // What bolts have reported comes before the verdict that they haven't.
        if (acks.isEmpty()) {
            work += expire();
        }
        completeNow();
        flush();
        pendingForOthers.lazySet(pending.size());
        return work + waitingCallbacks();
    }

    @Override
    long nextDeadlineWhileRunningNs() {
        return pending.nextDeadlineNs();
    }

    @Override
    long nextDeadlineWhileBlockedNs() {
        return pending.nextDeadlineNs();
    }

    @Override
    long nextDeadlineWhilePausedNs() {
        return pending.nextDeadlineNs();
    }

    @Override
    long idlePollWhileRunningNs() {
        return active && !isBlocked() && !isHeld() && mayEmit() ? idlePoll.pauseNs() : NEVER;
    }

    // --- life cycle ---

    @Override
    void setActive(boolean wanted) {
        active = wanted;
        idlePoll.reset(nowNs);
        for (SpoutTask task : tasks) {
            if (task.isOpen() && mayCall(task)) {
                try {
                    task.setActive(wanted);
                } catch (Throwable error) {
                    userCodeThrew(task, null, error, wanted ? "in activate" : "in deactivate");
                }
            }
        }
    }

    @Override
    void opened(UserTask task) {
        if (active) {
            ((SpoutTask) task).setActive(true);
        }
    }

    /**
     * The new instance doesn't know the messages of the old one; they are neither acked nor failed, as when a process
     * dies, and the source gives them again.
     */
    @Override
    void closing(UserTask task) {
        completedAtOnce.removeOf(task.id);
        pending.forEach(slot -> {
            if (taskOf(pending.attachment(slot)) == task) {
                pending.close(slot);
            }
        });
    }

    @Override
    void failForException(UserTask task, Envelope tuple, Throwable error) {
        throw new IllegalStateException("a spout receives no tuples, but got " + tuple, error);
    }

    // --- gauges: any thread ---

    @Override
    int queueDepth() {
        return 0;
    }

    @Override
    int queueCapacity() {
        return 0;
    }

    @Override
    int pendingCount() {
        return pendingForOthers.get();
    }
}
