package dev.gale.benchmarks.gale;

import dev.gale.Config;
import dev.gale.benchmarks.harness.InvalidRun;
import dev.gale.benchmarks.harness.Measurement;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.time.SystemClock;
import dev.gale.nimbus.NimbusDaemon;
import dev.gale.nimbus.topology.SubmissionCheck;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import dev.gale.supervisor.SupervisorDaemon;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster on this machine: ZooKeeper, Nimbus and a supervisor in this JVM, whose work isn't measured; workers as processes,
 * started by the supervisor. Confined to one thread.
 */
final class GaleCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration ZOOKEEPER_TICK = Duration.ofSeconds(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Path folder;
    /** What is to be closed, the last started first. */
    private final Deque<Runnable> parts = new ArrayDeque<>();

    private URI api;

    private GaleCluster(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns when Nimbus leads.
     *
     * @param folder a new one
     * @param workerOptions for the JVMs of the workers
     * @throws InvalidRun when it doesn't start in time
     */
    static GaleCluster start(Path folder, List<String> workerOptions) throws Exception {
        GaleCluster cluster = new GaleCluster(Files.createDirectories(folder));
        boolean started = false;
        try {
            cluster.startAll(workerOptions);
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    private void startAll(List<String> workerOptions) throws Exception {
        EmbeddedZooKeeper zooKeeper = new EmbeddedZooKeeper(
                folder.resolve("zookeeper"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ZOOKEEPER_TICK);
        parts.push(zooKeeper::close);
        zooKeeper.start();
        Map<String, Object> conf = Map.of(
                Config.STORM_ZOOKEEPER_SERVERS,
                List.of(zooKeeper.connectString()),
                Config.STORM_LOCAL_DIR,
                folder.resolve("local").toString(),
                Config.STORM_LOCAL_HOSTNAME,
                HOST,
                "gale.nimbus.api.port",
                0L,
                "supervisor.slots.ports",
                freePorts(),
                Config.WORKER_CHILDOPTS,
                workerOptions);
        Clock clock = SystemClock.INSTANCE;
        DedicatedScheduler scheduler = new DedicatedScheduler(
                clock,
                (agent, error) -> {
                    throw new IllegalStateException(agent.name() + " has failed", error);
                },
                ThreadHook.NONE);
        parts.push(scheduler::close);
        CoordinationSettings coordination = CoordinationSettings.from(conf);
        NimbusDaemon nimbus = new NimbusDaemon(
                conf,
                callbacks -> new ZooKeeperClusterState(coordination, callbacks),
                SubmissionCheck.NONE,
                scheduler,
                clock,
                () -> {});
        parts.push(nimbus::close);
        nimbus.start();
        SupervisorDaemon supervisor = new SupervisorDaemon(conf, clock);
        parts.push(() -> stop(supervisor));
        supervisor.start();
        await("leader", nimbus::leads);
        api = URI.create("http://" + HOST + ":" + nimbus.info().apiPort() + "/api/v1/");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long endNs = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - endNs > 0) {
                throw new InvalidRun("Gale's cluster has no " + what + " after " + START_LIMIT.toSeconds() + " s");
            }
            Measurement.pause(LOOK_AGAIN);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    /** Uploads the jar and submits. */
    void submit(String name, Map<String, Object> settings, Path jar, StormTopology topology) throws Exception {
        byte[] code = Files.readAllBytes(jar);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(code));
        send(HttpRequest.newBuilder(api.resolve("code/" + hash)).PUT(BodyPublishers.ofByteArray(code)));
        byte[] submission = SubmissionJson.write(new Submission(name, settings, topology, hash, null));
        send(HttpRequest.newBuilder(api.resolve("topology"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(submission)));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new InvalidRun(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** What workers have said. */
    void printLogs(PrintStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                out.println("--- " + folder.relativize(log));
                out.println(Files.readString(log));
            }
        }
    }

    private static void stop(SupervisorDaemon supervisor) {
        try {
            supervisor.stopWorkers(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        supervisor.close();
    }

    /** Stops the workers, and all. What can't be closed is told, and doesn't keep the others open. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                System.err.println("could not be closed: " + e);
            }
        }
    }
}
