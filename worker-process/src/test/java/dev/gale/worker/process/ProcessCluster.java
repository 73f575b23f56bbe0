package dev.gale.worker.process;

import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import dev.gale.worker.process.report.FakeNimbus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A cluster with a real ZooKeeper, whose workers are processes; the test plays supervisors and the leading Nimbus. */
final class ProcessCluster implements AutoCloseable {
    static final SupervisorId HERE = new SupervisorId("here");
    static final CodeHash CODE = new CodeHash("0123456789abcdef".repeat(4));

    private static final Map<String, Object> CONF = Map.of(
            "storm.zookeeper.session.timeout",
            40_000,
            "storm.messaging.netty.min_wait_ms",
            10,
            "storm.messaging.netty.max_wait_ms",
            100,
            "worker.stats.report.secs",
            1,
            "gale.api.secret",
            "open sesame, please");

    private final Path directory;
    private final FakeNimbus nimbus = new FakeNimbus();
    private final EmbeddedZooKeeper zooKeeper;
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();
    private final ZooKeeperClusterState leader;
    private final List<Process> children = new ArrayList<>();
    private final Set<Integer> usedPorts = new HashSet<>();
    private final Path conf;
    private volatile LeaderTerm term;

    ProcessCluster(Path directory) throws IOException {
        this.directory = directory;
        zooKeeper = new EmbeddedZooKeeper(
                directory.resolve("zookeeper"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(2));
        zooKeeper.start();
        Map<String, Object> settings = new HashMap<>(CONF);
        settings.put("storm.zookeeper.servers", List.of("127.0.0.1:" + zooKeeper.port()));
        conf = Files.write(
                directory.resolve("conf.json"), JsonMapper.builder().build().writeValueAsBytes(settings));
        leader = new ZooKeeperClusterState(CoordinationSettings.from(settings), callbacks);
        leader.start();
        leader.leadership().campaign(nimbus.info(), new LeadershipListener() {
            @Override
            public void onGained(LeaderTerm gained) {
                term = gained;
            }

            @Override
            public void onLost() {}
        });
        Await.until(() -> term != null, () -> "nobody leads");
    }

    /** What workers have told Nimbus. */
    List<FakeNimbus.Request> reports() {
        return nimbus.requests();
    }

    Path conf() {
        return conf;
    }

    Slot newSlot() throws IOException {
        while (true) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (usedPorts.add(free.getLocalPort())) {
                    return new Slot(HERE, free.getLocalPort());
                }
            }
        }
    }

    /** Makes an active topology known. */
    void create(TopologyId topology) {
        leader.topologies()
                .create(
                        term,
                        new TopologyInfo(
                                topology,
                                topology.value(),
                                TopologyStatus.ACTIVE,
                                "ada",
                                CODE,
                                Instant.EPOCH,
                                1,
                                Map.of(),
                                Optional.empty()));
    }

    void remove(TopologyId topology) {
        leader.topologies().remove(term, topology);
    }

    void assign(TopologyId topology, long epoch, Map<Slot, List<ExecutorId>> slots) {
        leader.assignments().write(term, Assignment.of(topology, epoch, slots, Map.of(HERE, "127.0.0.1"), CODE));
    }

    Map<Slot, WorkerLease> leases(TopologyId topology) {
        return leader.workerLeases().of(topology);
    }

    Path write(TopologyId topology, Submission submission) throws IOException {
        return Files.write(directory.resolve("submission-" + topology + ".json"), SubmissionJson.write(submission));
    }

    /**
     * Starts a worker.
     *
     * @param code null when the topology's classes are on this test's class path
     */
    Process start(Path conf, Path submission, TopologyId topology, int port, Path code, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName()));
        command.addAll(List.of("--conf", conf.toString(), "--submission", submission.toString()));
        command.addAll(List.of("--topology", topology.value(), "--supervisor", HERE.value()));
        command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
        command.addAll(List.of("--local-dir", directory.toString()));
        if (code != null) {
            command.addAll(List.of("--code", code.toString()));
        }
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        children.add(child);
        return child;
    }

    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long count(Path file, String start) {
        return lines(file).stream().filter(line -> line.startsWith(start)).count();
    }

    /** From now on nobody hears of anything. */
    void stopZooKeeper() {
        zooKeeper.close();
    }

    /** Ends what was started since the last call. */
    void endChildren() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
        children.clear();
    }

    @Override
    public void close() {
        leader.close();
        callbacks.shutdown();
        zooKeeper.close();
        nimbus.close();
    }
}
