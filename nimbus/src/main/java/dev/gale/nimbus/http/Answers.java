package dev.gale.nimbus.http;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.nimbus.control.ClusterView;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.control.Refused;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a client the answer of the owner's thread when there is one; no thread waits for it. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Nimbus nimbus;
    private final String scheme;

    /** @param scheme of the addresses of all Nimbuses */
    Answers(Nimbus nimbus, String scheme) {
        this.nimbus = nimbus;
        this.scheme = scheme;
    }

    /** A redirect of the client. */
    static final class Redirect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final NimbusInfo leader;

        Redirect(NimbusInfo leader) {
            this.leader = leader;
        }
    }

    /** So that a follower doesn't read a body that it has no use for. */
    void requireLeader() {
        if (!nimbus.view().leads()) {
            throw notLeading();
        }
    }

    /** So that who asks a follower sees what only the leader is told. Without a leader the follower says what it knows. */
    void preferLeader() {
        Optional<NimbusInfo> other = otherLeader(nimbus.view());
        if (other.isPresent()) {
            throw new Redirect(other.get());
        }
    }

    /** Empty when nobody leads or this Nimbus does. */
    private Optional<NimbusInfo> otherLeader(ClusterView view) {
        return view.leads()
                ? Optional.empty()
                : view.leader()
                        .filter(leader -> !leader.id().equals(nimbus.self().id()));
    }

    private RuntimeException notLeading() {
        Optional<NimbusInfo> other = otherLeader(nimbus.view());
        if (other.isPresent()) {
            return new Redirect(other.get());
        }
        return new ApiError(503, "no-leader", "There is no leader at present; try again in a moment");
    }

    /** Sends what comes of a request, within a limit. */
    <T> void send(
            HttpServerExchange exchange,
            CompletableFuture<T> future,
            Duration limit,
            int status,
            Function<T, Object> form) {
        CompletableFuture<T> timed = future.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            // Only enqueues, since the future is completed on the owner's thread.
            var unused = timed.whenComplete((value, failure) -> exchange.dispatch(replying -> {
                if (failure == null) {
                    Replies.send(replying, status, form.apply(value));
                } else {
                    sendError(replying, failure);
                }
            }));
        });
    }

    /** Sends what a failure means for the client. */
    void sendError(HttpServerExchange exchange, Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            sendError(exchange, wrapped.getCause());
        } else if (failure instanceof ApiError error) {
            Replies.error(exchange, error.status(), error.kind(), error.getMessage());
        } else if (failure instanceof Redirect redirect) {
            redirect(exchange, redirect.leader);
        } else if (failure instanceof Refused refused && refused.kind() == Refused.Kind.NOT_LEADER) {
            sendError(exchange, notLeading());
        } else if (failure instanceof Refused refused) {
            Replies.error(exchange, statusOf(refused.kind()), kindOf(refused.kind()), refused.getMessage());
        } else if (failure instanceof TimeoutException) {
            Replies.error(
                    exchange,
                    503,
                    "unavailable",
                    "It takes too long and may be done or not; repeat the request, which does no harm");
        } else {
            LOG.error("The request {} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), failure);
            Replies.error(exchange, 500, "internal", "Nimbus failed; its log says more: " + failure);
        }
    }

    private static int statusOf(Refused.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> 404;
            case CONFLICT, NAME_IN_USE -> 409;
            case INVALID -> 400;
            case UNAVAILABLE, NOT_LEADER -> 503;
        };
    }

    private static String kindOf(Refused.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "not-found";
            case CONFLICT -> "conflict";
            case NAME_IN_USE -> "name-in-use";
            case INVALID -> "invalid";
            case UNAVAILABLE -> "unavailable";
            case NOT_LEADER -> "no-leader";
        };
    }

    private void redirect(HttpServerExchange exchange, NimbusInfo leader) {
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        try {
            URI base = leader.uri(scheme, "");
            exchange.getResponseHeaders().put(Headers.LOCATION, base + exchange.getRequestURI() + query);
        } catch (URISyntaxException e) {
            Replies.error(exchange, 503, "no-leader", "Nimbus " + leader.id() + " leads, and has no address: " + e);
            return;
        }
        Replies.error(exchange, 307, "not-leader", "Nimbus " + leader.id() + " leads; ask that one");
    }
}
