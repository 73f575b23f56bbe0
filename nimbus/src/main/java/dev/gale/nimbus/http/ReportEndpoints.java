package dev.gale.nimbus.http;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.http.Views.Received;
import dev.gale.nimbus.http.Views.TopologyErrors;
import dev.gale.nimbus.report.ErrorReport;
import dev.gale.nimbus.report.WorkerStats;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What workers and supervisors tell the leader of running topologies. */
final class ReportEndpoints {
    private static final int MOST_ERROR_BYTES = 64 << 10;
    /** About two hundred bytes an executor, for ten thousand of them. */
    private static final int MOST_STATS_BYTES = 2 << 20;

    private static final String ERROR_EXAMPLE =
            "{\"host\":\"h\",\"port\":6700,\"component\":\"count\",\"message\":\"what went wrong\","
                    + "\"time\":\"2026-11-21T20:00:00Z\",\"lines\":[\"what the log said last\"]}";
    private static final String STATS_EXAMPLE =
            "{\"worker\":\"h:6700\",\"uptimeSecs\":60,\"uptimeMs\":60120,\"startedAt\":1795240000000,"
                    + "\"executors\":[{\"component\":\"count\",\"firstTask\":1,\"lastTask\":1,\"executed\":10}]}";

    private final Nimbus nimbus;
    private final TopologyEndpoints topologies;
    private final Requests requests;
    private final Answers answers;
    private final Clock clock;

    ReportEndpoints(Nimbus nimbus, TopologyEndpoints topologies, Requests requests, Answers answers, Clock clock) {
        this.nimbus = nimbus;
        this.topologies = topologies;
        this.requests = requests;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * An error as it is sent.
     *
     * @param component may be missing, as may the lines
     * @param time missing: now
     */
    record ErrorForm(String host, int port, String component, String message, Instant time, List<String> lines) {}

    void errors(HttpServerExchange exchange) {
        answers.preferLeader();
        TopologyInfo info = topologies.find(exchange);
        TopologyPages pages = new TopologyPages(nimbus.view(), now(), nimbus.reports());
        Replies.send(exchange, 200, new TopologyErrors(info.id().value(), info.name(), pages.errors(info)));
    }

    void addError(HttpServerExchange exchange) throws IOException {
        answers.requireLeader();
        TopologyInfo info = topologies.find(exchange);
        ErrorForm form =
                present(requests.json(exchange, ErrorForm.class, MOST_ERROR_BYTES, ERROR_EXAMPLE), ERROR_EXAMPLE);
        nimbus.reports().add(info.id(), error(form));
        received(exchange);
    }

    private ErrorReport error(ErrorForm form) {
        try {
            return new ErrorReport(
                    form.host(),
                    form.port(),
                    form.component(),
                    form.message(),
                    form.time() == null ? now() : form.time(),
                    form.lines());
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "invalid", "The body must look like " + ERROR_EXAMPLE + ": " + e.getMessage());
        }
    }

    void putStats(HttpServerExchange exchange) throws IOException {
        answers.requireLeader();
        TopologyInfo info = topologies.find(exchange);
        WorkerStats stats =
                present(requests.json(exchange, WorkerStats.class, MOST_STATS_BYTES, STATS_EXAMPLE), STATS_EXAMPLE);
        Set<String> workers = workers(info);
        if (!workers.contains(stats.worker())) {
            throw new ApiError(
                    409,
                    "conflict",
                    "Worker " + stats.worker() + " isn't one of topology " + info.id()
                            + ", as far as this Nimbus knows; its figures aren't kept");
        }
        nimbus.reports().put(info.id(), stats, workers);
        received(exchange);
    }

    private Set<String> workers(TopologyInfo info) {
        Assignment assignment = nimbus.view().assignments().get(info.id());
        return assignment == null ? Set.of() : TopologyPages.workers(assignment);
    }

    private static <T> T present(T form, String example) {
        if (form == null) {
            throw new ApiError(400, "invalid", "There must be a body; it must look like " + example);
        }
        return form;
    }

    private static void received(HttpServerExchange exchange) {
        Replies.send(exchange, 200, new Received("received"));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.epochMillis());
    }
}
