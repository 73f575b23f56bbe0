package dev.gale.nimbus.http;

import dev.gale.kernel.time.Clock;
import dev.gale.kernel.tls.TlsEnd;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.config.NimbusSettings;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.http.RequestBody.ClientGone;
import dev.gale.nimbus.http.Routes.Endpoints;
import dev.gale.nimbus.topology.SubmissionReview;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;

/**
 * Serves the API. It listens before there is a Nimbus, since a Nimbus makes known on which port its API is; until
 * {@link #serve} clients are asked to come again.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int IO_THREADS = 2;
    private static final int WORKER_THREADS = 16;
    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int MOST_HEADERS = 100;

    private final NimbusConfig config;
    private final ApiLimits limits;
    private final Clock clock;
    private volatile HttpHandler handler =
            exchange -> Replies.error(exchange, 503, "unavailable", "This Nimbus is starting; try again in a moment");
    private final LentBuffers buffers = new LentBuffers();
    private Undertow server;

    /**
     * What clients make the server hold.
     *
     * @param connections open ones
     * @param mostConnections how many were open at once at most
     * @param requests that are being read or answered
     * @param buffers of 16 KiB each, that connections use
     */
    public record Load(long connections, long mostConnections, long requests, long buffers) {}

    public ApiServer(NimbusConfig config, ApiLimits limits, Clock clock) {
        this.config = config;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Begins to listen.
     *
     * @return the port
     * @throws IOException when the address or port can't be had
     */
    public int listen() throws IOException {
        int silenceMs = Math.toIntExact(limits.silence().toMillis());
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKER_THREADS)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                // Each endpoint has a bound of its own; the server's, of 2 MiB, would end uploads without an answer.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, silenceMs)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, silenceMs)
                // Else answers wait for requests that follow on the same connection, in a buffer that is lost when none
                // comes.
                .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
                .setByteBufferPool(buffers)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, limits.connections())
                .setSocketOption(Options.CONNECTION_LOW_WATER, limits.connections())
                .setHandler(exchange -> handler.handleRequest(exchange));
        if (config.tls().isPresent()) {
            listenByTls(builder, config.tls().get());
        } else {
            builder.addHttpListener(config.apiPort(), config.apiHost());
        }
        server = builder.build();
        try {
            server.start();
        } catch (RuntimeException e) {
            server = null;
            if (e.getCause() instanceof BindException) {
                throw new IOException(
                        "can't listen on " + config.apiHost() + ":" + config.apiPort() + " ("
                                + e.getCause().getMessage() + "); end the process that does, or set "
                                + NimbusSettings.API_PORT + " to another port",
                        e);
            }
            throw e;
        }
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        LOG.info(
                "Serves the API on {} by {}{}",
                address,
                config.scheme(),
                config.secret().isPresent() ? "" : ", without a secret");
        return address.getPort();
    }

    private void listenByTls(Undertow.Builder builder, TlsEnd tls) {
        builder.addHttpsListener(config.apiPort(), config.apiHost(), tls.context())
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(tls.protocols()))
                .setSocketOption(
                        Options.SSL_CLIENT_AUTH_MODE,
                        tls.needsCertificates() ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED)
                // Its streams would need bounds of their own.
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false);
        if (!tls.ciphers().isEmpty()) {
            builder.setSocketOption(Options.SSL_ENABLED_CIPHER_SUITES, Sequence.of(tls.ciphers()));
        }
    }

    /** Begins to answer for a Nimbus. */
    public void serve(Nimbus nimbus, CodeStore store, SubmissionReview review) {
        Requests requests = new Requests(clock, limits);
        CodeEndpoints code = new CodeEndpoints(nimbus, store, requests, config.maxCodeBytes());
        Answers answers = new Answers(nimbus, config.scheme());
        TopologyEndpoints topologies =
                new TopologyEndpoints(config, nimbus, store, code, review, requests, answers, clock, limits);
        ReportEndpoints reports = new ReportEndpoints(nimbus, topologies, requests, answers, clock);
        Endpoints endpoints = new Endpoints(code, topologies, reports);
        HttpHandler guarded = Routes.handler(Routes.GUARDED, endpoints, Routes::noSuchPath);
        HttpHandler open = Routes.handler(Routes.OPEN, endpoints, new Gate(config, guarded));
        handler = new HttpContinueReadHandler(blocking(guarded(answers, open)));
    }

    /** Runs a handler on a thread that may block. */
    private static HttpHandler blocking(HttpHandler next) {
        return exchange -> exchange.dispatch(next);
    }

    /** Has what a handler throws be answered. */
    private HttpHandler guarded(Answers answers, HttpHandler next) {
        return exchange -> {
            // Who waits to be told to go on hasn't sent anything yet.
            if (!exchange.isRequestComplete() && !HttpContinue.requiresContinueResponse(exchange)) {
                RequestBody.of(exchange, clock, limits);
            }
            try {
                next.handleRequest(exchange);
            } catch (ClientGone e) {
                LOG.debug("A client left during {}", exchange.getRequestPath(), e);
                IoUtils.safeClose(exchange.getConnection());
            } catch (Exception e) {
                answers.sendError(exchange, e);
            }
        };
    }

    /** What clients make it hold at present; while it listens. */
    public Load load() {
        ConnectorStatistics statistics = server.getListenerInfo().get(0).getConnectorStatistics();
        return new Load(
                statistics.getActiveConnections(),
                statistics.getMaxActiveConnections(),
                statistics.getActiveRequests(),
                buffers.lent());
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }
}
