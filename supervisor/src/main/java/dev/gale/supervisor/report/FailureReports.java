package dev.gale.supervisor.report;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.nimbus.NimbusApi;
import dev.gale.supervisor.slot.SlotListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the leading Nimbus of workers that ended by themselves or couldn't be started. As well as it can be done: few wait, each
 * is tried several times, and what can't be delivered is in the log only.
 */
public final class FailureReports implements SlotListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailureReports.class);

    private static final int MOST_WAITING = 100;
    private static final int MOST_REDIRECTIONS = 3;
    private static final int MOST_RETRIES = 5;

    /** Nimbus has answered that it doesn't want it; to ask again wouldn't help. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final String host;
    private final Clock clock;
    private final KnownNimbuses nimbuses;
    private final NimbusApi api;
    private final RetryPolicy<Object> again;
    private final ThreadPoolExecutor sender;

    /**
     * @param host of this machine, as others know it
     * @param firstPause before a report is sent again; each further pause is twice as long
     */
    public FailureReports(String host, Clock clock, KnownNimbuses nimbuses, NimbusApi api, Duration firstPause) {
        this.host = host;
        this.clock = clock;
        this.nimbuses = nimbuses;
        this.api = api;
        this.again = RetryPolicy.builder()
                .handle(IOException.class)
                .withMaxRetries(MOST_RETRIES)
                .withBackoff(firstPause, firstPause.multipliedBy(1L << MOST_RETRIES))
                .withJitter(0.2)
                .build();
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "sv-reports");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> LOG.warn(
                        "Nimbus isn't told of a worker that failed, as {} such reports wait to be delivered already",
                        MOST_WAITING));
    }

    @Override
    public void onWorkerExit(WorkerExit exit) {
        if (exit.isFailure()) {
            // Without what differs from worker to worker, so that Nimbus can see that it is the same again.
            report(
                    exit.worker().topologyId(),
                    exit.worker().port(),
                    "the worker ended: " + exit.meaning(),
                    exit.at().toEpochMilli(),
                    exit.lastLines());
        }
    }

    @Override
    public void onNotStarted(TopologyId topologyId, int port, String why) {
        report(topologyId, port, why, clock.epochMillis(), List.of());
    }

    private void report(TopologyId topologyId, int port, String message, long atMs, List<String> lines) {
        FailureReport report = new FailureReport(host, port, null, message, atMs, lines);
        sender.execute(() -> deliver(topologyId, RecordJson.write(report)));
    }

    private void deliver(TopologyId topologyId, byte[] report) {
        try {
            Failsafe.with(again).run(() -> tryDeliver(topologyId, report));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            } else {
                LOG.warn(
                        "Nimbus could not be told of a failed worker of topology {}: {}",
                        topologyId,
                        e.getCause().getMessage());
            }
        }
    }

    /** By the first Nimbus that takes it, or knows who does. */
    private void tryDeliver(TopologyId topologyId, byte[] report) throws IOException, InterruptedException, Refused {
        List<String> problems = new ArrayList<>();
        for (NimbusInfo nimbus : nimbuses.leaderFirst()) {
            try {
                post(api.uri(nimbus, "/api/v1/topology/" + topologyId + "/errors"), report);
                return;
            } catch (IOException e) {
                problems.add("nimbus " + nimbus.id() + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
        }
        throw new IOException(problems.isEmpty() ? "no Nimbus is known" : String.join("; ", problems));
    }

    private void post(URI first, byte[] report) throws IOException, InterruptedException, Refused {
        URI uri = first;
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpResponse<String> answer = api.send(
                    api.request(uri)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(report))
                            .build(),
                    BodyHandlers.ofString());
            int status = answer.statusCode();
            Optional<URI> elsewhere = elsewhere(uri, answer);
            if (status / 100 == 2) {
                return;
            } else if (elsewhere.isPresent()) {
                uri = elsewhere.get();
            } else if (status / 100 == 4) {
                throw new Refused(uri + " answered " + status + " " + answer.body());
            } else {
                throw new IOException(uri + " answered " + status);
            }
        }
        throw new IOException(first + " sends from one to the other");
    }

    private Optional<URI> elsewhere(URI asked, HttpResponse<?> answer) throws IOException {
        if (answer.statusCode() != 307 && answer.statusCode() != 308) {
            return Optional.empty();
        }
        String location = answer.headers().firstValue("Location").orElse("");
        try {
            URI there = asked.resolve(location);
            if (!api.mayAsk(there)) {
                throw new IOException(asked + " sends to " + location
                        + ", which isn't the address of a Nimbus that begins as its own; is gale.api.tls.enable the same for"
                        + " all Nimbuses?");
            }
            return Optional.of(there);
        } catch (IllegalArgumentException e) {
            throw new IOException(asked + " sends to " + location + ", which is no address", e);
        }
    }

    /** What hasn't been delivered isn't any more. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
