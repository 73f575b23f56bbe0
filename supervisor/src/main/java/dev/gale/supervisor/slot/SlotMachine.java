package dev.gale.supervisor.slot;

import static dev.gale.supervisor.slot.SlotState.BACKING_OFF;
import static dev.gale.supervisor.slot.SlotState.EMPTY;
import static dev.gale.supervisor.slot.SlotState.FETCHING;
import static dev.gale.supervisor.slot.SlotState.KILLING;
import static dev.gale.supervisor.slot.SlotState.LAUNCHING;
import static dev.gale.supervisor.slot.SlotState.RUNNING;
import static dev.gale.supervisor.slot.SlotState.STOPPING;

import dev.gale.coordination.model.CodeHash;
import dev.gale.kernel.agent.Agent;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.fetch.FetchOutcome;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.launch.LaunchFailed;
import dev.gale.supervisor.launch.StartedWorker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slot: brings what runs there to what is wanted there. Confined to the supervisor's thread.
 *
 * <p>What happens (another assignment, a fetched topology, the end of the process) is noted by the {@code on…} methods;
 * {@link #doWork} then asks the present state for the next one until it stays. A worker is started only when the end of
 * the one before has been seen: there is never a second process in a slot.
 */
public final class SlotMachine {
    private static final Logger LOG = LoggerFactory.getLogger(SlotMachine.class);

    /** How soon the end of a process is noticed that isn't our child. */
    private static final Duration LOOK_AT_FOUND = Duration.ofMillis(500);

    /** One that ends sooner may do so for ever, whatever it says. */
    private static final Duration LIVED_LONG_ENOUGH = Duration.ofSeconds(1);

    private static final Duration KILL_AGAIN = Duration.ofSeconds(5);
    /** How much of an ended worker's log is kept. */
    public static final int EXIT_LINES = 50;

    public static final int EXIT_BYTES = 16 << 10;

    private final int port;
    private final SlotMeans means;
    private final RestartDelay delay;

    private SlotState state = EMPTY;
    /** False until something has been said of what is wanted: a worker that is there goes on till then. */
    private boolean isWantedKnown;
    /** Null when nothing is to run. */
    private TopologyVersion wanted;
    /** What the present fetch, worker or wait is for; null when there is none. */
    private TopologyVersion present;
    /** The jar that this is known to need; null when none is. */
    private CodeHash presentJar;
    /** Null while the fetch is under way. */
    private FetchOutcome fetched;
    /** Tells an answer to the present fetch from one to an earlier. */
    private long fetchNumber;
    /** Null unless a worker is there. */
    private StartedWorker worker;

    private long startedNs;
    /** When to look whether a worker that isn't our child is still there. */
    private long lookNs = Agent.NEVER;

    /** Whether the worker has been seen to hold its lease. */
    private boolean hasHeldLease;
    /** Since when the worker, having held its lease, doesn't. */
    private long leaseGoneNs = Agent.NEVER;

    private boolean hasEnded;
    private OptionalInt exitCode = OptionalInt.empty();
    /** When the state must be looked at even if nothing happens. */
    private long deadlineNs = Agent.NEVER;

    private int restarts;
    private String problem;
    private WorkerExit lastExit;

    public SlotMachine(int port, SlotMeans means) {
        this.port = port;
        this.means = means;
        this.delay = new RestartDelay(
                means.config().restartDelay(),
                means.config().restartDelayCeiling(),
                means.config().stableAfter(),
                means.random());
    }

    public int port() {
        return port;
    }

    public SlotState state() {
        return state;
    }

    /** What it runs or is about to run. */
    public Optional<TopologyVersion> present() {
        return Optional.ofNullable(present);
    }

    /** What is named by a hash, is on this machine, and has to stay there. */
    public Stream<CodeHash> codes() {
        return Stream.concat(present().map(TopologyVersion::codeHash).stream(), Stream.ofNullable(presentJar));
    }

    /** The worker that is there. */
    public Optional<StartedWorker> worker() {
        return Optional.ofNullable(worker);
    }

    /** Takes a worker over that an earlier life of the supervisor has started. Only when nothing else is there. */
    public void adopt(StartedWorker found) {
        present =
                new TopologyVersion(found.record().topologyId(), found.record().codeHash());
        watch(found);
        become(RUNNING);
        LOG.info("slot {}: took over {}", port, found);
    }

    /** @param next what is to run here from now on; null for nothing */
    public void onWanted(TopologyVersion next) {
        isWantedKnown = true;
        wanted = next;
    }

    private void onFetched(long number, FetchOutcome outcome) {
        if (number == fetchNumber) {
            fetched = outcome;
        }
    }

    private void onExit(StartedWorker ended, OptionalInt code) {
        if (worker != null && ended.record().equals(worker.record())) {
            hasEnded = true;
            exitCode = code;
        }
    }

    /**
     * Who holds the lease of this slot for the topology that runs here was looked up. A worker whose lease is gone ends by itself;
     * one that doesn't stands still, and keeps the slot from its successor.
     */
    public void onLease(boolean isHeld) {
        if (worker == null) {
            return;
        }
        if (isHeld) {
            hasHeldLease = true;
            leaseGoneNs = Agent.NEVER;
        } else if (hasHeldLease && leaseGoneNs == Agent.NEVER) {
            leaseGoneNs = means.clock().nanoTime();
        }
    }

    /** @return how many states it has passed */
    public int doWork() {
        lookAtFound();
        int passed = 0;
        for (SlotState next = next(); next != state; next = next()) {
            become(next);
            passed++;
        }
        return passed;
    }

    private void lookAtFound() {
        long nowNs = means.clock().nanoTime();
        if (worker != null && !worker.process().isChild() && nowNs >= lookNs) {
            lookNs = nowNs + LOOK_AT_FOUND.toNanos();
            if (!worker.process().isAlive()) {
                onExit(worker, OptionalInt.empty());
            }
        }
    }

    public long nextDeadlineNs() {
        long next = state == RUNNING ? Math.min(deadlineNs, hungNs()) : deadlineNs;
        return worker == null || worker.process().isChild() ? next : Math.min(next, lookNs);
    }

    /** When the worker counts as one that stands still. */
    private long hungNs() {
        return leaseGoneNs == Agent.NEVER
                ? Agent.NEVER
                : leaseGoneNs + means.config().workerTimeout().toNanos();
    }

    private SlotState next() {
        return switch (state) {
            case EMPTY -> whenEmpty();
            case FETCHING -> whenFetching();
            case LAUNCHING -> whenLaunching();
            case RUNNING -> whenRunning();
            case STOPPING -> whenStopping();
            case KILLING -> whenKilling();
            case BACKING_OFF -> whenBackingOff();
        };
    }

    private SlotState whenEmpty() {
        if (wanted == null) {
            return EMPTY;
        }
        present = wanted;
        restarts = 0;
        delay.reset();
        return FETCHING;
    }

    private SlotState whenFetching() {
        if (!isPresentWanted()) {
            return EMPTY;
        }
        if (fetched instanceof FetchOutcome.Failed failed) {
            return onNotStarted(failed.why());
        }
        return fetched == null ? FETCHING : LAUNCHING;
    }

    private SlotState whenLaunching() {
        try {
            watch(means.starter().start(port, present, (FetchOutcome.Ready) fetched));
            problem = null;
            return RUNNING;
        } catch (LaunchFailed e) {
            return onNotStarted(e.getMessage());
        }
    }

    private SlotState onNotStarted(String why) {
        problem = why;
        means.listener().onNotStarted(present.topologyId(), port, why);
        return BACKING_OFF;
    }

    private SlotState whenRunning() {
        if (hasEnded) {
            Duration lived = Duration.ofNanos(means.clock().nanoTime() - startedNs);
            conclude(false);
            if (!isPresentWanted()) {
                return EMPTY;
            }
            if (lastExit.isReassigned() && lived.compareTo(LIVED_LONG_ENOUGH) >= 0) {
                return FETCHING;
            }
            restarts++;
            return BACKING_OFF;
        }
        if (!isPresentWanted()) {
            return STOPPING;
        }
        return means.clock().nanoTime() >= hungNs() ? KILLING : RUNNING;
    }

    private SlotState whenStopping() {
        if (hasEnded) {
            conclude(true);
            return EMPTY;
        }
        return isDue() ? KILLING : STOPPING;
    }

    private SlotState whenKilling() {
        if (hasEnded) {
            conclude(leaseGoneNs == Agent.NEVER);
            return EMPTY;
        }
        if (isDue()) {
            LOG.warn("slot {}: {} is still there although it was killed; killing it again", port, worker);
            kill();
        }
        return KILLING;
    }

    private SlotState whenBackingOff() {
        if (!isPresentWanted()) {
            return EMPTY;
        }
        return isDue() ? FETCHING : BACKING_OFF;
    }

    private void become(SlotState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("slot " + port + " can't go from " + state + " to " + next);
        }
        state = next;
        deadlineNs = Agent.NEVER;
        fetched = next == LAUNCHING ? fetched : null;
        switch (next) {
            case EMPTY -> {
                present = null;
                presentJar = null;
                problem = null;
            }
            case FETCHING -> fetch();
            case LAUNCHING, RUNNING -> {}
            case STOPPING -> stop();
            case KILLING -> {
                LOG.warn(
                        "slot {}: {} {} and is killed",
                        port,
                        worker,
                        leaseGoneNs == Agent.NEVER
                                ? "didn't stop in time"
                                : "stands still: its lease is gone, and it hasn't ended");
                kill();
            }
            case BACKING_OFF -> {
                long delayNs = delay.nextNs();
                deadlineNs = means.clock().nanoTime() + delayNs;
                LOG.warn("slot {}: {}; trying again in {}", port, problem, Duration.ofNanos(delayNs));
            }
        }
    }

    private void fetch() {
        fetchNumber++;
        long number = fetchNumber;
        means.files().request(present, outcome -> onFetched(number, outcome));
    }

    private void watch(StartedWorker started) {
        worker = started;
        presentJar = started.record().jarHash().orElse(null);
        hasHeldLease = false;
        leaseGoneNs = Agent.NEVER;
        hasEnded = false;
        exitCode = OptionalInt.empty();
        startedNs = means.clock().nanoTime();
        lookNs = startedNs;
        started.process().onExit(code -> means.owner().execute(() -> onExit(started, code)));
        LOG.info("slot {}: {} runs", port, started);
    }

    private void stop() {
        LOG.info("slot {}: stopping {}", port, worker);
        worker.process().terminate();
        deadlineNs = means.clock().nanoTime() + means.config().stopLimit().toNanos();
    }

    private void kill() {
        worker.process().kill();
        deadlineNs = means.clock().nanoTime() + KILL_AGAIN.toNanos();
    }

    /** Notes down how the worker ended. */
    private void conclude(boolean wasToldTo) {
        StartedWorker ended = worker;
        worker = null;
        delay.onRan(Duration.ofNanos(means.clock().nanoTime() - startedNs));
        lastExit = new WorkerExit(
                ended.record(),
                ended.process().identity().pid(),
                Instant.ofEpochMilli(means.clock().epochMillis()),
                exitCode.isPresent() ? Optional.of(exitCode.getAsInt()) : Optional.empty(),
                wasToldTo,
                lastLines(ended));
        problem = wasToldTo ? null : ended.record() + " ended: " + lastExit.meaning();
        LOG.info("slot {}: {} ended: {}", port, ended, lastExit.meaning());
        try {
            ended.directory().write(lastExit);
        } catch (IOException e) {
            // Only for people and for cleaning up; that the process has ended is seen without it.
            LOG.warn("slot {}: could not write down the end of {}: {}", port, ended, e.toString());
        }
        means.listener().onWorkerExit(lastExit);
    }

    private static List<String> lastLines(StartedWorker ended) {
        try {
            return ended.directory().log().lastLines(EXIT_LINES, EXIT_BYTES);
        } catch (IOException e) {
            return List.of("(the log can't be read: " + e + ")");
        }
    }

    private boolean isPresentWanted() {
        return !isWantedKnown || present.equals(wanted);
    }

    private boolean isDue() {
        return means.clock().nanoTime() - deadlineNs >= 0;
    }

    public SlotReport report() {
        return new SlotReport(
                port,
                state,
                present().map(TopologyVersion::topologyId),
                worker().map(one -> one.record().workerId()),
                worker().map(one -> one.process().identity().pid()),
                worker().map(one -> one.process().identity().startedAt()),
                restarts,
                Optional.ofNullable(problem),
                Optional.ofNullable(lastExit));
    }
}
