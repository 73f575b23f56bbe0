package dev.gale.nimbus.http;

import dev.gale.nimbus.config.ApiSecret;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.config.NimbusSettings;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through who may use the API: with a secret, who shows it; without one, programs of this host, but no page that a
 * browser has loaded from elsewhere. A browser names the page's origin with what it sends, and calls the server by the name
 * that the page has given it.
 */
final class Gate implements HttpHandler {
    private static final String SCHEME = "Bearer ";

    private final Optional<ApiSecret> secret;
    private final Set<String> ownNames;
    private final HttpHandler next;

    Gate(NimbusConfig config, HttpHandler next) {
        this.secret = config.secret();
        this.ownNames = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        this.ownNames.add(config.host().toLowerCase(Locale.ROOT));
        this.ownNames.add(config.apiHost().toLowerCase(Locale.ROOT));
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (secret.isPresent() && !isShown(exchange, secret.get())) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            throw new ApiError(
                    401,
                    "unauthorized",
                    "The API of this cluster needs its secret; set " + NimbusSettings.API_SECRET
                            + " to the same value as the Nimbuses have, which is sent as \"Authorization: Bearer <secret>\"");
        }
        if (secret.isEmpty() && !ownNames.contains(hostOf(exchange))) {
            throw new ApiError(
                    403,
                    "forbidden",
                    "This Nimbus has no secret and answers to names of its own host only; call it as localhost, or set "
                            + NimbusSettings.API_SECRET);
        }
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null && !origin.equals(exchange.getRequestScheme() + "://" + exchange.getHostAndPort())) {
            throw new ApiError(
                    403, "forbidden", "Pages of another origin may not use the API; the request came from such a page");
        }
        next.handleRequest(exchange);
    }

    private static boolean isShown(HttpServerExchange exchange, ApiSecret secret) {
        String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && secret.isKnownTo(header.substring(SCHEME.length()).strip());
    }

    private static String hostOf(HttpServerExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (header == null) {
            return "";
        }
        try {
            String host = new URI("http://" + header).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
