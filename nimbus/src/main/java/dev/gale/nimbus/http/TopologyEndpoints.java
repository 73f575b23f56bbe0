package dev.gale.nimbus.http;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.control.ReadySubmission;
import dev.gale.nimbus.http.Views.Health;
import dev.gale.nimbus.http.Views.Nimbuses;
import dev.gale.nimbus.http.Views.Operation;
import dev.gale.nimbus.http.Views.RebalanceOptions;
import dev.gale.nimbus.http.Views.Submitted;
import dev.gale.nimbus.http.Views.Supervisors;
import dev.gale.nimbus.http.Views.Topologies;
import dev.gale.nimbus.topology.SubmissionReview;
import dev.gale.nimbus.topology.TopologyShape;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Topologies, and what there is to see of the cluster. */
final class TopologyEndpoints {
    private final NimbusConfig config;
    private final Nimbus nimbus;
    private final CodeStore store;
    private final CodeEndpoints code;
    private final SubmissionReview review;
    private final Requests requests;
    private final Answers answers;
    private final Clock clock;
    private final ApiLimits limits;

    TopologyEndpoints(
            NimbusConfig config,
            Nimbus nimbus,
            CodeStore store,
            CodeEndpoints code,
            SubmissionReview review,
            Requests requests,
            Answers answers,
            Clock clock,
            ApiLimits limits) {
        this.config = config;
        this.nimbus = nimbus;
        this.store = store;
        this.code = code;
        this.review = review;
        this.requests = requests;
        this.answers = answers;
        this.clock = clock;
        this.limits = limits;
    }

    // Looking

    void health(HttpServerExchange exchange) {
        Replies.send(exchange, 200, new Health("ok", nimbus.view().leads()));
    }

    void clusterSummary(HttpServerExchange exchange) {
        Replies.send(exchange, 200, summaries().cluster(nimbus.self().version()));
    }

    void clusterConfiguration(HttpServerExchange exchange) {
        Replies.send(exchange, 200, Summaries.masked(config.all()));
    }

    void nimbusSummary(HttpServerExchange exchange) {
        Replies.send(exchange, 200, new Nimbuses(summaries().nimbuses()));
    }

    void supervisorSummary(HttpServerExchange exchange) {
        Replies.send(exchange, 200, new Supervisors(summaries().supervisors()));
    }

    void topologySummary(HttpServerExchange exchange) {
        Replies.send(exchange, 200, new Topologies(summaries().topologies()));
    }

    void topology(HttpServerExchange exchange) {
        answers.preferLeader();
        TopologyInfo info = find(exchange);
        TopologyPages pages = new TopologyPages(nimbus.view(), now(), nimbus.reports());
        Replies.send(exchange, 200, pages.page(info, nimbus.shape(info), leases(info)));
    }

    void submission(HttpServerExchange exchange) throws IOException {
        code.send(exchange, find(exchange).codeHash(), Replies.JSON);
    }

    private Summaries summaries() {
        return new Summaries(nimbus.view(), now());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.epochMillis());
    }

    /** The topology that the path names. */
    TopologyInfo find(HttpServerExchange exchange) {
        String idOrName = Requests.path(exchange, "id");
        return nimbus.view()
                .topology(idOrName)
                .orElseThrow(() -> new ApiError(
                        404,
                        "not-found",
                        "There is no topology with the id or name " + idOrName + "; there are "
                                + nimbus.view().topologies().values().stream()
                                        .map(TopologyInfo::name)
                                        .toList()));
    }

    /** Empty without a connection: then the page says what should run, not what does. */
    private Map<Slot, WorkerLease> leases(TopologyInfo info) {
        try {
            return cluster().workerLeases().of(info.id());
        } catch (CoordinationFailure e) {
            return Map.of();
        }
    }

    private ClusterState cluster() {
        return nimbus.cluster();
    }

    // Changing

    void submit(HttpServerExchange exchange) throws IOException {
        answers.requireLeader();
        Optional<String> requestId = Requests.requestId(exchange);
        ReadySubmission submission = requests.upload(
                exchange,
                config.maxSubmissionBytes(),
                in -> ready(Requests.bytes(in, config.maxSubmissionBytes()), requestId));
        nimbus.onReceived(submission.hash());
        answers.send(
                exchange,
                nimbus.submit(submission),
                submission.shape().replicationWait().plus(limits.answer()),
                201,
                info -> new Submitted(
                        info.id().value(),
                        info.name(),
                        info.status().name(),
                        summaries().schedulerInfo(info)));
    }

    private ReadySubmission ready(byte[] body, Optional<String> requestId) throws IOException {
        try {
            Submission accepted = review.accept(SubmissionJson.read(body), requestId);
            CodeHash hash = store.put(SubmissionJson.write(accepted));
            Object owner = accepted.conf().get("storm.doAsUser");
            return new ReadySubmission(hash, TopologyShape.of(accepted), owner instanceof String name ? name : "");
        } catch (InvalidSubmission e) {
            throw new ApiError(400, "invalid", e.getMessage());
        }
    }

    void activate(HttpServerExchange exchange) {
        change(exchange, "activate", id -> nimbus.set(id, TopologyStatus.ACTIVE));
    }

    void deactivate(HttpServerExchange exchange) {
        change(exchange, "deactivate", id -> nimbus.set(id, TopologyStatus.INACTIVE));
    }

    void kill(HttpServerExchange exchange) {
        Optional<Duration> wait = Requests.waitSeconds(exchange);
        change(exchange, "kill", id -> nimbus.kill(id, wait));
    }

    void rebalance(HttpServerExchange exchange) throws IOException {
        answers.requireLeader();
        Optional<Duration> wait = Requests.waitSeconds(exchange);
        RebalanceOptions options = requests.rebalance(exchange);
        change(
                exchange,
                "rebalance",
                id -> nimbus.rebalance(id, wait, Optional.ofNullable(options.numWorkers()), options.executors()));
    }

    private void change(
            HttpServerExchange exchange, String operation, Function<String, CompletableFuture<TopologyInfo>> change) {
        answers.requireLeader();
        answers.send(
                exchange,
                change.apply(Requests.path(exchange, "id")),
                limits.answer(),
                200,
                info -> new Operation(operation, info.id().value(), "success"));
    }
}
