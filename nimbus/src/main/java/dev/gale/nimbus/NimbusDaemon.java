package dev.gale.nimbus;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.StuckAgent;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.code.HttpPeerCode;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.http.ApiServer;
import dev.gale.nimbus.topology.SubmissionCheck;
import dev.gale.nimbus.topology.SubmissionReview;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Nimbus as a process has it: stores code, stands for leadership, serves the API.
 *
 * <p>Threads: {@code nb-owner}, an agent of the given scheduler, on which everything is decided; {@code nb-courier}, which
 * copies code from other Nimbuses; those of the HTTP server.
 */
public final class NimbusDaemon implements AutoCloseable {
    /** Of the secret of a topology. */
    private static final int SECRET_BYTES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(NimbusDaemon.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final NimbusConfig config;
    private final Function<Executor, ClusterState> cluster;
    private final SubmissionCheck check;
    private final AgentScheduler scheduler;
    private final Clock clock;
    private final Runnable onDisplaced;
    private final ApiLimits limits;

    private ApiServer api;
    private ExecutorService courier;
    private Nimbus nimbus;
    private boolean closed;

    /**
     * @param conf of the whole daemon, see {@link dev.gale.nimbus.config.NimbusSettings}
     * @param cluster makes this daemon's client of the cluster's facts, not started, with callbacks on the given executor;
     *     the daemon starts and closes it
     * @param check what is asked of submissions beyond what Nimbus itself can see
     * @param scheduler runs the owner's agent, on a thread of its own; it is left open
     * @param onDisplaced called once, on the owner's thread, when another process has the same id; the daemon is to be closed
     *     then, by another thread
     * @throws IllegalArgumentException naming everything that is wrong with the configuration
     */
    public NimbusDaemon(
            Map<String, Object> conf,
            Function<Executor, ClusterState> cluster,
            SubmissionCheck check,
            AgentScheduler scheduler,
            Clock clock,
            Runnable onDisplaced) {
        this(conf, cluster, check, scheduler, clock, onDisplaced, ApiLimits.USUAL);
    }

    /** With other limits than the usual ones. */
    NimbusDaemon(
            Map<String, Object> conf,
            Function<Executor, ClusterState> cluster,
            SubmissionCheck check,
            AgentScheduler scheduler,
            Clock clock,
            Runnable onDisplaced,
            ApiLimits limits) {
        this.config = NimbusConfig.from(conf);
        this.cluster = cluster;
        this.check = check;
        this.scheduler = scheduler;
        this.clock = clock;
        this.onDisplaced = onDisplaced;
        this.limits = limits;
    }

    /**
     * Opens files and port, and begins. Doesn't wait for the cluster's store, which may come later.
     *
     * @throws IOException when directory or port can't be had; nothing is left open
     */
    public void start() throws IOException {
        boolean started = false;
        try {
            CodeStore store = new CodeStore(config.localDir().resolve("nimbus"));
            store.open();
            api = new ApiServer(config, limits, clock);
            int port = api.listen();
            courier = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "nb-courier");
                thread.setDaemon(true);
                return thread;
            });
            nimbus = new Nimbus(
                    self(port),
                    config,
                    cluster,
                    store,
                    new HttpPeerCode(config.peers(), config.secret(), config.maxCodeBytes()),
                    courier,
                    clock,
                    onDisplaced);
            nimbus.setHandle(scheduler.add(nimbus));
            scheduler.start(List.of(nimbus));
            api.serve(nimbus, store, new SubmissionReview(config.topologyDefaults(), check, NimbusDaemon::newSecret));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private NimbusInfo self(int port) {
        String version = Optional.ofNullable(NimbusDaemon.class.getPackage().getImplementationVersion())
                .orElse("0.0.0");
        return new NimbusInfo(
                new NimbusId(config.host() + ":" + port),
                config.host(),
                port,
                version,
                Instant.ofEpochMilli(clock.epochMillis()));
    }

    /** Where the API is; to be asked after {@link #start}. */
    public NimbusInfo info() {
        return nimbus.self();
    }

    /** The root of its API; to be asked after {@link #start}. */
    public URI api() {
        NimbusInfo info = info();
        String host = info.host().contains(":") ? "[" + info.host() + "]" : info.host();
        return URI.create(config.scheme() + "://" + host + ":" + info.apiPort());
    }

    /** Whether it leads now. */
    public boolean leads() {
        return nimbus.view().leads();
    }

    /** What clients make it hold; to be asked after {@link #start}. */
    ApiServer.Load load() {
        return api.load();
    }

    /** Gives up the leadership, lets running requests fail, and closes everything. May be repeated. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (nimbus != null) {
            List<StuckAgent> stuck = scheduler.stop(List.of(nimbus), STOP_GRACE);
            stuck.forEach(agent -> LOG.error("{} doesn't end: {}", agent.name(), agent.stack()));
        }
        if (api != null) {
            api.close();
        }
        if (courier != null) {
            courier.shutdownNow();
        }
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
