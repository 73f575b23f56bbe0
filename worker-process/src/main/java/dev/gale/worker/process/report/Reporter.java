package dev.gale.worker.process.report;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.time.Clock;
import dev.gale.worker.process.report.ReportSender.Outcome;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyStats.ExecutorStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the leading Nimbus of errors, as they come, and of statistics, every few seconds. One request is under way at a
 * time. As long as nobody leads or the leader can't be reached, errors wait, so many as there is room for; statistics don't,
 * since the next say it all.
 *
 * <p>An agent. {@link #onError}, {@link #onLeader} and {@link #onWorker} may be called by any thread and don't wait.
 */
public final class Reporter implements Agent {
    /** What a worker that runs can say; any thread. */
    public interface Source {
        Duration uptime();

        List<ExecutorStats> executorStats();
    }

    /** At the end, for errors that haven't been sent: they may say why it ends. */
    public static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final int MOST_WAITING = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String path;
    private final String host;
    private final int port;
    private final Duration interval;
    private final ReportSender sender;
    private final Clock clock;
    /** Of this process, about; tells it from others of the same slot. */
    private final long startedAtMs;

    private final BlockingQueue<ErrorReport> errors = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile Optional<NimbusInfo> leader = Optional.empty();
    private volatile Source worker;
    private volatile AgentHandle handle = () -> {};

    /** Null when none is under way. */
    private CompletableFuture<Outcome> request;
    /** Whether the request is of the first that waits. */
    private boolean ofError;

    private boolean failing;
    private long nextStatsNs;
    /** Nothing is sent before. */
    private long pauseEndNs;

    /**
     * @param host the worker's, as assignments name it
     * @param port of its slot
     * @param interval between statistics, and before something is tried again
     */
    public Reporter(TopologyId topology, String host, int port, Duration interval, ReportSender sender, Clock clock) {
        this.path = "/api/v1/topology/" + topology + "/";
        this.host = host;
        this.port = port;
        this.interval = interval;
        this.sender = sender;
        this.clock = clock;
        this.startedAtMs = clock.epochMillis();
        this.pauseEndNs = clock.nanoTime();
        this.nextStatsNs = pauseEndNs;
    }

    /** @param given wakes this agent; once, before it runs */
    public void wakeBy(AgentHandle given) {
        handle = given;
    }

    /** Takes an error to be sent; the newest are dropped when too many wait. */
    public void onError(ErrorReport error) {
        if (!errors.offer(error)) {
            dropped.incrementAndGet();
        }
        handle.signal();
    }

    /** Somebody else leads. When nobody does, the one before is asked on: it may know. */
    public void onLeader(Optional<NimbusInfo> now) {
        if (now.isPresent()) {
            leader = now;
            handle.signal();
        }
    }

    /** From now on there are executors. */
    public void onWorker(Source running) {
        worker = running;
        handle.signal();
    }

    // --- Agent ---

    @Override
    public String name() {
        return "wk-reports";
    }

    @Override
    public int doWork() {
        if (request != null) {
            if (!request.isDone()) {
                return 0;
            }
            onOutcome(request.join());
            return 1;
        }
        long nowNs = clock.nanoTime();
        Optional<NimbusInfo> to = leader;
        if (to.isEmpty() || nowNs - pauseEndNs < 0) {
            return 0;
        }
        if (!errors.isEmpty()) {
            sendError(to.get());
            return 1;
        }
        Source running = worker;
        if (running != null && nowNs - nextStatsNs >= 0) {
            nextStatsNs = nowNs + interval.toNanos();
            ofError = false;
            StatsMessage message = StatsMessage.of(host, port, running.uptime(), startedAtMs, running.executorStats());
            send(to.get(), "stats", message);
            return 1;
        }
        return 0;
    }

    @Override
    public long nextDeadlineNs() {
        if (request != null || leader.isEmpty()) {
            return NEVER;
        }
        if (!errors.isEmpty()) {
            return pauseEndNs;
        }
        return worker == null ? NEVER : Math.max(nextStatsNs, pauseEndNs);
    }

    /** Sends what is left of errors, for a moment. */
    @Override
    public void onStop() {
        long endNs = clock.nanoTime() + LAST_WORDS.toNanos();
        Optional<NimbusInfo> to = leader;
        try {
            while (to.isPresent() && !errors.isEmpty()) {
                if (request == null) {
                    sendError(to.get());
                }
                Outcome outcome = request.get(endNs - clock.nanoTime(), TimeUnit.NANOSECONDS);
                onOutcome(outcome);
                if (outcome.kind() == Outcome.Kind.FAILED) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.debug("a report is given up", late);
        } finally {
            sender.close();
        }
        if (!errors.isEmpty()) {
            LOG.warn("{} errors couldn't be reported to Nimbus; they stand in this log", errors.size());
        }
    }

    // --- what is sent ---

    private void sendError(NimbusInfo to) {
        ofError = true;
        send(to, "errors", ErrorMessage.of(host, port, errors.peek()));
    }

    private void send(NimbusInfo to, String what, Object message) {
        request = sender.post(to, path + what, JSON.writeValueAsBytes(message));
        CompletableFuture<Outcome> unused = request.whenComplete((outcome, error) -> handle.signal());
    }

    private void onOutcome(Outcome outcome) {
        request = null;
        boolean again = outcome.kind() == Outcome.Kind.FAILED;
        if (again) {
            pauseEndNs = clock.nanoTime() + interval.toNanos();
        } else if (ofError) {
            errors.remove();
        }
        boolean wrong = outcome.kind() != Outcome.Kind.TAKEN;
        if (wrong && !failing) {
            LOG.warn("Nimbus isn't told of this worker's errors and statistics for the present: {}", outcome.why());
        } else if (!wrong && failing) {
            int lost = dropped.getAndSet(0);
            LOG.info("Nimbus is told of this worker's errors and statistics again; {} errors were dropped", lost);
        }
        failing = wrong;
    }
}
