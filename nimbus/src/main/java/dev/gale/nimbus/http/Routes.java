package dev.gale.nimbus.http;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import java.util.List;
import java.util.function.Function;

/** The API as data: which method of which path is served by what. {@code docs/api.md} describes each. */
final class Routes {
    static final String API = "/api/v1";

    /** What serves the routes. */
    record Endpoints(CodeEndpoints code, TopologyEndpoints topologies, ReportEndpoints reports) {}

    /** @param path of the whole; a name in braces stands for one part of it */
    record Route(String method, String path, Function<Endpoints, HttpHandler> handler) {}

    /** For everybody: says nothing but that Nimbus is there. */
    static final List<Route> OPEN = List.of(
            new Route("GET", "/health", serving -> serving.topologies()::health),
            new Route("GET", API + "/health", serving -> serving.topologies()::health));

    /** For who may. */
    static final List<Route> GUARDED = List.of(
            new Route("HEAD", API + "/code/{hash}", serving -> serving.code()::get),
            new Route("GET", API + "/code/{hash}", serving -> serving.code()::get),
            new Route("PUT", API + "/code/{hash}", serving -> serving.code()::put),
            new Route("GET", API + "/cluster/summary", serving -> serving.topologies()::clusterSummary),
            new Route("GET", API + "/cluster/configuration", serving -> serving.topologies()::clusterConfiguration),
            new Route("GET", API + "/nimbus/summary", serving -> serving.topologies()::nimbusSummary),
            new Route("GET", API + "/supervisor/summary", serving -> serving.topologies()::supervisorSummary),
            new Route("GET", API + "/topology/summary", serving -> serving.topologies()::topologySummary),
            new Route("GET", API + "/topology/{id}", serving -> serving.topologies()::topology),
            new Route("GET", API + "/topology/{id}/submission", serving -> serving.topologies()::submission),
            new Route("GET", API + "/topology/{id}/errors", serving -> serving.reports()::errors),
            new Route("POST", API + "/topology/{id}/errors", serving -> serving.reports()::addError),
            new Route("POST", API + "/topology/{id}/stats", serving -> serving.reports()::putStats),
            new Route("POST", API + "/topology", serving -> serving.topologies()::submit),
            new Route("POST", API + "/topology/{id}/activate", serving -> serving.topologies()::activate),
            new Route("POST", API + "/topology/{id}/deactivate", serving -> serving.topologies()::deactivate),
            new Route("POST", API + "/topology/{id}/kill", serving -> serving.topologies()::kill),
            new Route("POST", API + "/topology/{id}/kill/{wait}", serving -> serving.topologies()::kill),
            new Route("POST", API + "/topology/{id}/rebalance", serving -> serving.topologies()::rebalance),
            new Route("POST", API + "/topology/{id}/rebalance/{wait}", serving -> serving.topologies()::rebalance));

    private Routes() {}

    /** @param elsewhere what serves paths that none of the routes has */
    static RoutingHandler handler(List<Route> routes, Endpoints endpoints, HttpHandler elsewhere) {
        RoutingHandler handler = Handlers.routing();
        routes.forEach(route ->
                handler.add(route.method(), route.path(), route.handler().apply(endpoints)));
        handler.setFallbackHandler(elsewhere);
        handler.setInvalidMethodHandler(Routes::noSuchMethod);
        return handler;
    }

    private static void noSuchMethod(HttpServerExchange exchange) {
        Replies.error(
                exchange,
                405,
                "method-not-allowed",
                exchange.getRequestMethod() + " isn't possible with " + exchange.getRequestPath());
    }

    static void noSuchPath(HttpServerExchange exchange) {
        Replies.error(
                exchange,
                404,
                "not-found",
                "There is nothing under " + exchange.getRequestPath() + "; the API begins at " + API);
    }
}
