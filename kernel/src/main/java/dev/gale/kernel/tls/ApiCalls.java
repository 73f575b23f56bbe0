package dev.gale.kernel.tls;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/**
 * How daemons ask the API of a Nimbus: in the clear, or by TLS and then never otherwise. Which of the two is a matter of
 * their own configuration and of nothing that they are told, so nobody can talk them out of it. Immutable.
 */
public final class ApiCalls {
    /** In the clear. */
    public static final ApiCalls PLAIN = new ApiCalls(Optional.empty());

    private final Optional<TlsEnd> tls;

    private ApiCalls(Optional<TlsEnd> tls) {
        this.tls = tls;
    }

    /** @throws IllegalArgumentException naming the settings that are wrong, and files that can't be used */
    public static ApiCalls from(Map<String, ?> configuration) {
        return new ApiCalls(ApiTls.asking(configuration));
    }

    /** What the addresses of Nimbuses begin with. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** Whether this is an address that may be asked; where a Nimbus sends its clients mustn't be less guarded than itself. */
    public boolean mayAsk(URI uri) {
        return scheme().equals(uri.getScheme()) && uri.getHost() != null;
    }

    /** Begins a client, to be completed; it follows no redirection. */
    public HttpClient.Builder newClient() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A client's own following turns some requests into others.
                .followRedirects(HttpClient.Redirect.NEVER);
        tls.ifPresent(end -> end.applyTo(client));
        return client;
    }

    /** What a request that got no answer failed of: the end of a sentence about the Nimbus that was asked. */
    public String explain(Throwable failure) {
        return TlsFailures.explain(failure)
                .orElseGet(() -> "can't be reached: " + TlsFailures.printable(failure.toString())
                        + TlsFailures.hint(failure, tls.isPresent()));
    }
}
