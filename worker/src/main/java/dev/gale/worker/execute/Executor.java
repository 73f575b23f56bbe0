package dev.gale.worker.execute;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.worker.config.FailurePolicy;
import dev.gale.worker.config.Scheduling;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.execute.ExecutorServices.Restarts;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.handoff.Outboxes.FullBatches;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.ExecutorGauges;
import dev.gale.worker.tuple.Envelope;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What spout and bolt executors have in common: the duty cycle, the control lane, waiting for room downstream, and what
 * happens when user code throws.
 *
 * <p>One duty cycle: control messages; then, unless the executor pauses before a restart, the cycle of the kind of
 * executor. Emitting never blocks: what doesn't fit downstream stays in the outboxes, and the executor takes no new
 * input until it is gone.
 */
public abstract class Executor implements Agent {
    /** So many timed calls in a row that took so long show that user code waits for something. */
    private static final int BLOCKING_CALLS = 3;

    /** A duty cycle that has done so much is one of many. */
    private static final int MUCH_WORK = 256;

    private static final long BLOCKING_NS = Duration.ofMillis(1).toNanos();

    /** What a thread of the user's has asked a task for; {@code cancel} when it can't be done any more. */
    private record ForeignCall(UserTask task, Runnable call, Runnable cancel) {}

    private enum Phase {
        /** The topology has not been active yet: no user code has been called. */
        WAITING,
        RUNNING,
        /** User code threw; it is made anew when the pause is over. */
        PAUSED,
        /** The topology has failed or is being stopped. */
        HALTED
    }

    final ExecutorPlan plan;
    final ExecutorServices services;
    final Outboxes outboxes;
    final ExecutorGauges gauges;
    final WorkPortion portion = new WorkPortion();

    /** Time of the last look at the clock: the start of the duty cycle, or later in a long one. */
    long nowNs;

    private long cycleStartNs;

    private final Restarts restarts;
    private final Backoff backoff;
    private final ConcurrentLinkedQueue<Runnable> control = new ConcurrentLinkedQueue<>();
    /** Emits, acks and fails from threads of the user's, in their order. */
    private final ConcurrentLinkedQueue<ForeignCall> foreign = new ConcurrentLinkedQueue<>();

    /** Whether any thread of the user's has ever called: most never do. */
    private volatile boolean foreignUsed;

    private boolean runningForeign;
    /** Written by this executor's thread when it ends; read by threads of the user's. */
    private volatile boolean ended;

    private final MovableHandle handle = new MovableHandle();
    /** Null when this executor is an agent of its own. */
    private FusedGroup group;
    /** The group's; null without one. */
    private CallTimer timer;
    /** Whether some outbox holds what its receiver had no room for, so that no input may be taken. */
    private boolean blocked;
    /** The ways by which it is called directly, in a group. */
    private final List<DirectEdge> incoming = new ArrayList<>();
    /** The ways by which it calls others directly, in a group. */
    private final List<DirectEdge> outgoing = new ArrayList<>();
    /** Whether no input is taken, since a receiver in the group has to catch up first. */
    private boolean held;
    /** Found to block, and alone on its thread since then; written before it is started alone. */
    private volatile boolean alone;
    /** How often user code had been called when last a call was timed. */
    private long callsTimed;
    /** How many timed calls in a row took long. */
    private int blockingCalls;

    /**
     * The thread that runs this executor now, written by it. Others only compare it with themselves, which it never is:
     * a thread that lets it go clears it first.
     */
    private Thread owner;

    private Phase phase = Phase.WAITING;
    /** Tasks whose user code threw and that are closed and made anew after the pause. */
    private final List<UserTask> toRestart = new ArrayList<>();

    private long restartAtNs;
    private long nextMetricsNs = NEVER;
    private int overflow;
    /** Written by the controlling thread before it stops this executor. */
    private volatile boolean stopping;

    Executor(ExecutorPlan plan, ExecutorServices services, Restarts restarts, Outboxes outboxes) {
        this.plan = plan;
        this.services = services;
        this.restarts = restarts;
        this.backoff = new Backoff(restarts.backoffMin(), restarts.backoffMax());
        this.outboxes = outboxes;
        this.gauges = new ExecutorGauges(this::queueDepth, this::queueCapacity, this::pendingCount);
    }

    /** Wakes this executor, whatever agent runs it. Any thread. */
    public final AgentHandle handle() {
        return handle;
    }

    /** Says which agent runs this executor from now on; before that agent is started. */
    public final void runBy(AgentHandle agent) {
        handle.moveTo(agent);
    }

    @Override
    public final String name() {
        return "ex-" + plan.name();
    }

    @Override
    public final boolean needsOwnThread() {
        return alone || TopologySettings.SCHEDULING.in(plan.component().conf()) == Scheduling.DEDICATED;
    }

    public final ExecutorPlan plan() {
        return plan;
    }

    public final ExecutorGauges gauges() {
        return gauges;
    }

    abstract UserTask[] tasks();

    /** Batches that wait; any thread. */
    abstract int queueDepth();

    /** Batches that can wait; any thread. */
    abstract int queueCapacity();

    /** Trees that are open; any thread. */
    abstract int pendingCount();

    // --- called by any thread ---

    /** Opens the tasks if they aren't yet, and lets spouts emit. Any thread. */
    public final void activate() {
        enqueue(this::onActivate);
    }

    /** Stops spouts from emitting; what is in flight goes on. Any thread. */
    public final void deactivate() {
        enqueue(this::onDeactivate);
    }

    /** Ends all calls of user code but those that close it; when the topology has failed. Any thread. */
    public final void halt() {
        enqueue(() -> setPhase(Phase.HALTED));
    }

    /** Tells that a stop is near, so that an interrupt isn't taken for a failure of user code. Any thread. */
    public final void prepareToStop() {
        stopping = true;
    }

    final void enqueue(Runnable message) {
        control.offer(message);
        handle.signal();
    }

    /** Lets this executor look for work. Any thread. */
    public final void wake() {
        handle.signal();
    }

    /** Whether the calling thread runs this executor now. */
    final boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    /**
     * Lets the executor's thread do what a thread of the user's asked a task for.
     *
     * @param cancel run instead, by some thread, when the executor has ended
     */
    final void enqueueForeign(UserTask task, Runnable call, Runnable cancel) {
        foreignUsed = true;
        foreign.offer(new ForeignCall(task, call, cancel));
        if (ended) {
            // Perhaps nobody looks any more.
            cancelForeign();
        }
        handle.signal();
    }

    private void cancelForeign() {
        for (ForeignCall call = foreign.poll(); call != null; call = foreign.poll()) {
            call.cancel().run();
        }
    }

    // --- the duty cycle ---

    @Override
    public final int doWork() {
        return runCycle(services.clock().nanoTime());
    }

    /** One duty cycle; called by the group, or as an agent. */
    final int runCycle(long startNs) {
        owner = Thread.currentThread();
        nowNs = startNs;
        cycleStartNs = startNs;
        if (stopping) {
            closeIncoming();
        }
        int work = control.isEmpty() ? 0 : run(control);
        if (phase == Phase.HALTED) {
            cancelForeign();
            outboxes.push();
            return 0;
        }
        if (foreignUsed) {
            work += runForeign();
        }
        switch (phase) {
            case RUNNING -> {
                for (UserTask task : tasks()) {
                    task.look();
                }
                work += collectMetrics() + cycle();
            }
            case PAUSED -> work += pausedCycle() + restartIfDue();
            case WAITING -> {}
            case HALTED -> {}
        }
        if (group == null) {
            push(work);
        }
        return work;
    }

    private static int run(ConcurrentLinkedQueue<Runnable> messages) {
        int done = 0;
        for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
            message.run();
            done++;
        }
        return done;
    }

    /** Whether threads of the user's may have asked for something. */
    final boolean hasForeignCalls() {
        return foreignUsed;
    }

    /** Does what threads of the user's have asked for; also before an ack, which must not overtake an emit. */
    final int runForeign() {
        // The calls themselves come by here again, when they are acks.
        if (!foreignUsed || runningForeign || foreign.isEmpty()) {
            return 0;
        }
        int done = 0;
        runningForeign = true;
        try {
            for (ForeignCall call = foreign.poll(); call != null; call = foreign.poll()) {
                done++;
                try {
                    call.call().run();
                } catch (Throwable error) {
                    userCodeThrew(call.task(), null, error, "in what a thread of its own has asked for");
                }
            }
        } finally {
            runningForeign = false;
        }
        return done;
    }

    private int collectMetrics() {
        if (nowNs < nextMetricsNs || isBlocked()) {
            return 0;
        }
        nextMetricsNs = NEVER;
        for (UserTask task : tasks()) {
            try {
                if (task.nextMetricsNs() <= nowNs) {
                    task.collectMetrics();
                }
            } catch (Throwable error) {
                userCodeThrew(task, null, error, "in getValueAndReset of a metric");
            }
            nextMetricsNs = Math.min(nextMetricsNs, task.nextMetricsNs());
        }
        return 1;
    }

    /** The work of a running executor; answers how much was done. */
    abstract int cycle();

    /** The work of an executor that takes no input before its restart: only what others wait for. */
    abstract int pausedCycle();

    /** Hands over what has been emitted; answers whether new input may be taken. */
    final boolean flush() {
        boolean open = outboxes.flush(nowNs);
        int waiting = outboxes.overflow();
        if (waiting != overflow) {
            services.cycleOverflow().add(waiting - overflow);
            overflow = waiting;
        }
        if (open == blocked) {
            blocked = !open;
            if (open) {
                gauges.onUnblocked(nowNs);
            } else {
                closeIncoming();
                gauges.onBlocked(nowNs);
            }
        }
        return open;
    }

    /**
     * Lets go what was handed over and is held back to leave together; after much work only what has waited for some
     * time, for another cycle follows at once.
     */
    final void push(int work) {
        if (work >= MUCH_WORK) {
            outboxes.pushIfDue(nowNs);
        } else {
            outboxes.push();
        }
    }

    final boolean isBlocked() {
        return blocked;
    }

    /** Whether a batch is complete, here or with an executor that was called from here. */
    final boolean isBatchFull() {
        return group == null ? outboxes.isBatchFull() : group.isBatchFull();
    }

    /** Between two calls of user code: as {@link #flush}, for all executors that this one calls, too. */
    final boolean flushBetweenCalls() {
        if (group == null) {
            return flush();
        }
        group.flush();
        return !blocked;
    }

    // --- in a group ---

    final void join(FusedGroup joined, CallTimer itsTimer, FullBatches fullBatches) {
        group = joined;
        timer = itsTimer;
        outboxes.setFullBatches(fullBatches);
    }

    /** Becomes an agent of its own, with a thread of its own where there are several. */
    final void leave() {
        group = null;
        timer = null;
        // The thread that is about to let it go must not take itself for its owner any more.
        owner = null;
        held = false;
        outboxes.setFullBatches(null);
        alone = true;
    }

    /** Whether this executor's user code may be called in the middle of another's duty cycle. */
    final boolean isReady() {
        return phase == Phase.RUNNING && !blocked && !stopping;
    }

    /** Makes a way known by which this executor is called directly; before the group is started. */
    final void addIncoming(DirectEdge edge) {
        incoming.add(edge);
    }

    final void addOutgoing(DirectEdge edge) {
        outgoing.add(edge);
    }

    /** A duty cycle of the group begins; on the thread that runs it now. */
    final void onGroupCycle(long startNs) {
        owner = Thread.currentThread();
        nowNs = startNs;
    }

    final boolean isRunning() {
        return phase == Phase.RUNNING && !stopping;
    }

    final boolean isHeld() {
        return held;
    }

    /** Answers whether that is over now, so that there may be input to take. */
    final boolean lookWhetherHeld() {
        boolean before = held;
        held = false;
        for (int i = 0; i < outgoing.size() && !held; i++) {
            held = outgoing.get(i).isHolding();
        }
        return before && !held;
    }

    private void closeIncoming() {
        for (int i = 0; i < incoming.size(); i++) {
            incoming.get(i).close();
        }
    }

    private void setPhase(Phase next) {
        phase = next;
        if (next != Phase.RUNNING) {
            closeIncoming();
        }
    }

    /** Callbacks that wait for the next duty cycle. */
    int waitingCallbacks() {
        return 0;
    }

    /** Whether the call that is about to be made, as the first of a group, is to be timed. */
    final boolean isCallToBeTimed() {
        return timer != null && timer.isDue(portion.isSlow());
    }

    final CallTimer timer() {
        return timer;
    }

    /**
     * Notes what one timed call took without the calls within it; it stands for all those since the last.
     *
     * @param calls how many calls have been made so far
     */
    final void callTook(long ownNs, long calls) {
        long weight = Math.max(1, calls - callsTimed);
        callsTimed = calls;
        gauges.execute.record(ownNs, weight);
        gauges.busyNs.add(ownNs * weight);
        blockingCalls = ownNs < BLOCKING_NS ? 0 : blockingCalls + 1;
        if (blockingCalls >= BLOCKING_CALLS) {
            blockingCalls = 0;
            group.onBlocking(this);
        }
    }

    /** Looks at the clock: whether the calls of this cycle have taken so long that others have waited enough. */
    final boolean isPortionEnough() {
        nowNs = services.clock().nanoTime();
        return WorkPortion.isEnough(nowNs - cycleStartNs);
    }

    /** Notes the time that a cycle's calls of user code took; answers the present time. */
    final long endOfCycle(int calls) {
        long endNs = services.clock().nanoTime();
        long elapsedNs = endNs - cycleStartNs;
        portion.took(elapsedNs, calls);
        if (group == null) {
            gauges.busyNs.add(elapsedNs);
            gauges.execute.record(elapsedNs / calls, calls);
        }
        return endNs;
    }

    @Override
    public final long nextDeadlineNs() {
        return switch (phase) {
            case RUNNING ->
                isBlocked() ? nextDeadlineWhileBlockedNs() : Math.min(nextMetricsNs, nextDeadlineWhileRunningNs());
            case PAUSED -> Math.min(restartAtNs, nextDeadlineWhilePausedNs());
            case WAITING, HALTED -> NEVER;
        };
    }

    abstract long nextDeadlineWhileRunningNs();

    /** Without what waits for room, which comes with a signal: a deadline that has passed would keep the thread awake. */
    abstract long nextDeadlineWhileBlockedNs();

    abstract long nextDeadlineWhilePausedNs();

    @Override
    public final long idlePollNs() {
        return phase == Phase.RUNNING ? idlePollWhileRunningNs() : NEVER;
    }

    abstract long idlePollWhileRunningNs();

    // --- life cycle ---

    private void onActivate() {
        if (phase == Phase.WAITING) {
            setPhase(Phase.RUNNING);
            for (UserTask task : tasks()) {
                // An exception in one makes the executor pause; the rest is opened with it after the pause.
                if (phase != Phase.RUNNING || !tryOpen(task)) {
                    break;
                }
            }
        }
        setActive(true);
    }

    private void onDeactivate() {
        setActive(false);
    }

    /** Tells spouts that they may, or must not, emit. */
    abstract void setActive(boolean active);

    private boolean tryOpen(UserTask task) {
        try {
            task.open();
            nextMetricsNs = Math.min(nextMetricsNs, task.nextMetricsNs());
            opened(task);
            return true;
        } catch (Throwable error) {
            userCodeThrew(task, null, error, "when it was opened");
            return false;
        }
    }

    /** Called when a task has been opened, the first time or after a restart. */
    abstract void opened(UserTask task);

    /** Called before a task is closed to be made anew. */
    abstract void closing(UserTask task);

    @Override
    public final void onStop() {
        endCalls();
        closeTasks();
    }

    /** From now on no user code is called but what closes it. */
    final void endCalls() {
        setPhase(Phase.HALTED);
        owner = Thread.currentThread();
        // Before cleanup, which may wait for a thread that waits for the result of an emit.
        ended = true;
        cancelForeign();
        outboxes.push();
        services.cycleOverflow().add(-overflow);
        overflow = 0;
    }

    /** Closes user code; after {@link #endCalls}. */
    final void closeTasks() {
        for (UserTask task : tasks()) {
            closeQuietly(task);
        }
    }

    private void closeQuietly(UserTask task) {
        try {
            task.close();
        } catch (Throwable error) {
            if (!(stopping && isInterruption(error))) {
                task.reportError(error, "threw when it was closed");
            }
        }
    }

    // --- when user code throws ---

    final void report(ErrorReport error) {
        services.errors().add(error);
    }

    /** Fails a tuple that user code could not process. */
    abstract void failForException(UserTask task, Envelope tuple, Throwable error);

    /**
     * Reacts to an exception of user code: fails the tuple, reports, and does what the policy says.
     *
     * @param tuple that was being processed; null if none was
     * @param during end of a sentence: {@code when it was opened}
     */
    final void userCodeThrew(UserTask task, Envelope tuple, Throwable error, String during) {
        if (stopping && isInterruption(error)) {
            // What is still in the queue would only be interrupted too.
            setPhase(Phase.HALTED);
            return;
        }
        if (tuple != null && tuple.isLive()) {
            try {
                failForException(task, tuple, error);
            } catch (Throwable second) {
                // Of a hook, and it must not reach whoever has called this task.
                error.addSuppressed(second);
            }
        }
        boolean fatal = error instanceof Error && !(error instanceof StackOverflowError);
        FailurePolicy policy = fatal ? FailurePolicy.FAIL_TOPOLOGY : restarts.policy();
        if (policy == FailurePolicy.IGNORE && !task.isOpen()) {
            // There is nothing to go on with: what isn't open can't take a tuple.
            policy = FailurePolicy.RESTART;
        }
        long pauseNs = policy == FailurePolicy.RESTART ? backoff.afterFailure(nowNs) : 0;
        String consequence = switch (policy) {
            case RESTART -> "it is made anew after a pause";
            case FAIL_TOPOLOGY ->
                fatal
                        ? "the topology stops, since this is an error of the JVM or the program and no exception"
                        : "the topology stops, as topology.executor.failure.policy says";
            case IGNORE -> "it goes on, as topology.executor.failure.policy says";
        };
        report(new ErrorReport(
                services.clock().epochMillis(),
                task.component.id(),
                task.id,
                tuple == null ? null : tuple.getSourceComponent() + "/" + tuple.getSourceStreamId(),
                tuple == null ? null : ErrorReport.shorten(tuple.getValues()),
                "threw " + ErrorReport.describe(error) + " " + during + "; " + consequence,
                policy == FailurePolicy.RESTART ? " of " + pauseNs / 1_000_000 + " ms" : "",
                error));
        if (phase == Phase.HALTED) {
            return;
        }
        if (policy == FailurePolicy.RESTART) {
            setPhase(Phase.PAUSED);
            if (!toRestart.contains(task)) {
                toRestart.add(task);
            }
            // From now: the call that threw may have taken long.
            restartAtNs = services.clock().nanoTime() + pauseNs;
        } else if (policy == FailurePolicy.FAIL_TOPOLOGY) {
            setPhase(Phase.HALTED);
            services.failTopology()
                    .fail(
                            "task " + task.id + " of component " + task.component.id() + " threw "
                                    + error.getClass().getName() + " " + during,
                            error);
        }
    }

    /** Whether no further user code may be called: an exception made this executor pause or halt, or a stop is near. */
    final boolean isInterrupted() {
        return phase != Phase.RUNNING || stopping;
    }

    final boolean isHalted() {
        return phase == Phase.HALTED;
    }

    /** Whether user code of a task may be called: not when it is about to be made anew, nor when all is over. */
    final boolean mayCall(UserTask task) {
        return task.isOpen() && (phase == Phase.RUNNING || (phase != Phase.HALTED && !toRestart.contains(task)));
    }

    private int restartIfDue() {
        if (nowNs < restartAtNs) {
            return 0;
        }
        for (UserTask task : toRestart) {
            closing(task);
            closeQuietly(task);
            task.counters.restarts.increment();
        }
        toRestart.clear();
        setPhase(Phase.RUNNING);
        for (UserTask each : tasks()) {
            if (!each.isOpen() && !tryOpen(each)) {
                break;
            }
        }
        return 1;
    }

    /** Whether the cause of {@code error} is that the thread was interrupted; a socket's time-out is no interrupt. */
    private static boolean isInterruption(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException))) {
                return true;
            }
        }
        return false;
    }
}
