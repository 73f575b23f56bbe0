package dev.gale.system;

import dev.gale.kernel.tls.ApiCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ZooKeeper, two Nimbuses and two supervisors, each a process of its own, and the client's view of them. */
final class TestCluster implements AutoCloseable {
    static final int SLOTS_EACH = 2;
    /** Longer than a process that is well has to wait for a processor. */
    static final Duration SESSION = Duration.ofSeconds(6);
    /** Together with a session: longer than a supervisor takes to start again. */
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    private final Path directory;
    private final Duration session;
    private final Duration supervisorGrace;
    private final List<Integer> ports = freePorts(3 + 2 * SLOTS_EACH);
    private final GaleProcess[] nimbuses = new GaleProcess[2];
    private final GaleProcess[] supervisors = new GaleProcess[2];
    private final Map<String, Object> more;
    private final ApiCalls calls;
    private final HttpClient http;
    private final Path jar;
    private GaleProcess zooKeeper;
    private int commands;

    TestCluster(Path directory) {
        this(directory, SESSION, SUPERVISOR_GRACE);
    }

    /**
     * @param session how long ZooKeeper may not hear of a process that lives
     * @param supervisorGrace how long after its session a supervisor may be away until its workers are moved
     */
    TestCluster(Path directory, Duration session, Duration supervisorGrace) {
        this(directory, session, supervisorGrace, Map.of());
    }

    /** @param more configuration of all daemons and of the client */
    TestCluster(Path directory, Map<String, Object> more) {
        this(directory, SESSION, SUPERVISOR_GRACE, more);
    }

    private TestCluster(Path directory, Duration session, Duration supervisorGrace, Map<String, Object> more) {
        this.directory = directory;
        this.session = session;
        this.supervisorGrace = supervisorGrace;
        this.more = Map.copyOf(more);
        this.calls = ApiCalls.from(more);
        this.http = calls.newClient().connectTimeout(Duration.ofSeconds(2)).build();
        this.jar = ledgerJar(directory.resolve("ledger.jar"));
        startZooKeeper();
        for (int i = 0; i < nimbuses.length; i++) {
            startNimbus(i);
        }
        for (int i = 0; i < supervisors.length; i++) {
            startSupervisor(i);
        }
        awaitSupervisors();
    }

    /** Waits until the cluster is whole. */
    void awaitSupervisors() {
        Await.until(
                "there are a leader and the supervisors",
                () -> leader().isPresent()
                        && get("/cluster/summary").path("supervisors").asInt() == supervisors.length,
                this::describe);
    }

    /** Which supervisor a worker belongs to. */
    int machineOf(Worker worker) {
        return (ports.indexOf(worker.port()) - 3) / SLOTS_EACH;
    }

    // --- processes ---

    void startZooKeeper() {
        zooKeeper = GaleProcess.start(
                        directory,
                        "zookeeper",
                        "dev-zookeeper",
                        "--zookeeper-port",
                        String.valueOf(ports.get(0)),
                        "--data",
                        directory.resolve("zookeeper").toString(),
                        "-o",
                        "json")
                .awaitRunning();
    }

    void startNimbus(int i) {
        Map<String, Object> conf = conf("nimbus-" + i);
        conf.put("gale.nimbus.api.port", apiPort(i));
        nimbuses[i] = GaleProcess.start(
                        directory, "nimbus-" + i, "nimbus", "--config", written("nimbus-" + i, conf), "-o", "json")
                .awaitRunning();
    }

    void startSupervisor(int i) {
        Map<String, Object> conf = conf("supervisor-" + i);
        conf.put("supervisor.slots.ports", ports.subList(3 + i * SLOTS_EACH, 3 + (i + 1) * SLOTS_EACH));
        conf.put("supervisor.worker.timeout.secs", 1);
        conf.put("worker.childopts", "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        supervisors[i] = GaleProcess.start(
                        directory,
                        "supervisor-" + i,
                        "supervisor",
                        "--config",
                        written("supervisor-" + i, conf),
                        "-o",
                        "json")
                .awaitRunning();
    }

    GaleProcess zooKeeper() {
        return zooKeeper;
    }

    GaleProcess nimbus(int i) {
        return nimbuses[i];
    }

    GaleProcess supervisor(int i) {
        return supervisors[i];
    }

    private int apiPort(int nimbus) {
        return ports.get(1 + nimbus);
    }

    private Map<String, Object> conf(String name) {
        Map<String, Object> conf = new LinkedHashMap<>();
        conf.put("storm.zookeeper.servers", List.of("127.0.0.1:" + ports.get(0)));
        conf.put("storm.zookeeper.session.timeout", session.toMillis());
        conf.put("nimbus.seeds", List.of("127.0.0.1:" + apiPort(0), "127.0.0.1:" + apiPort(1)));
        conf.put("storm.local.dir", directory.resolve(name).toString());
        conf.put("storm.local.hostname", "127.0.0.1");
        conf.put("gale.nimbus.supervisor.grace.secs", supervisorGrace.toSeconds());
        conf.putAll(more);
        return conf;
    }

    private String written(String name, Map<String, Object> conf) {
        Path file = directory.resolve(name + ".yaml");
        try {
            Files.writeString(file, JSON.writeValueAsString(conf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    // --- what a user does ---

    /** Submits the ledger's topology by the command that every cluster takes. */
    Ledger submitLedger(String name, int workers, int messagesPerSecondAndTask) {
        Path ledger = directory.resolve("ledger-" + name);
        try {
            Files.createDirectories(ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gale(
                "jar",
                jar.toString(),
                "org.example.ledger.LedgerTopology",
                name,
                ledger.toString(),
                String.valueOf(workers),
                String.valueOf(messagesPerSecondAndTask));
        return new Ledger(ledger);
    }

    /** Runs a command, which must succeed. */
    String gale(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        // Options of ours come before those of a program.
        all.addAll(1, List.of("--config", written("client", conf("client"))));
        GaleProcess.Outcome outcome =
                GaleProcess.run(directory, "command-" + commands++ + "-" + arguments[0], all.toArray(String[]::new));
        if (outcome.exitCode() != 0) {
            throw new AssertionError("gale " + String.join(" ", arguments) + " ended with " + outcome.exitCode() + ": "
                    + outcome.out() + "\n" + outcome.err() + "\n" + describe());
        }
        return outcome.out();
    }

    // --- what can be seen ---

    /** Which Nimbus leads, of those that answer; empty while none does, or more than one says so. */
    Optional<Integer> leader() {
        List<Integer> leaders = Stream.of(0, 1)
                .filter(i -> ask(i, "/api/v1/health")
                        .map(health -> health.path("leader").asBoolean())
                        .orElse(false))
                .toList();
        return leaders.size() == 1 ? Optional.of(leaders.get(0)) : Optional.empty();
    }

    /** Which Nimbus leads, as soon as one does. */
    int awaitLeader() {
        AtomicReference<Optional<Integer>> leader = new AtomicReference<>();
        Await.until(
                "there is a leader",
                () -> {
                    leader.set(leader());
                    return leader.get().isPresent();
                },
                this::describe);
        return leader.get().orElseThrow();
    }

    /** An answer of any Nimbus, a missing node if none gives one. */
    JsonNode get(String path) {
        return Stream.of(0, 1)
                .flatMap(i -> ask(i, "/api/v1" + path).stream())
                .findFirst()
                .orElse(JSON.missingNode());
    }

    private Optional<JsonNode> ask(int nimbus, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(calls.scheme() + "://127.0.0.1:" + apiPort(nimbus) + path))
                .header("Authorization", "Bearer " + more.get("gale.api.secret"))
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What Nimbus says of a topology that there is, as soon as it says something. */
    private JsonNode page(String topology) {
        AtomicReference<JsonNode> page = new AtomicReference<>();
        Await.until(
                "Nimbus tells of " + topology,
                () -> {
                    page.set(get("/topology/" + topology));
                    return !page.get().isMissingNode();
                },
                this::describe);
        return page.get();
    }

    /** The workers of a topology that hold their slots, in the order of their ports. */
    List<Worker> workers(String topology) {
        return workers(page(topology));
    }

    private static List<Worker> workers(JsonNode page) {
        return StreamSupport.stream(page.path("workers").spliterator(), false)
                .filter(worker -> worker.path("running").asBoolean())
                .map(worker -> new Worker(
                        worker.path("pid").asLong(), worker.path("port").asInt(), worker.path("componentNumTasks")))
                .toList();
    }

    record Worker(long pid, int port, JsonNode tasks) {
        boolean runs(String component) {
            return tasks.path(component).asInt() > 0;
        }
    }

    long epoch(String topology) {
        return page(topology).path("assignmentEpoch").asLong();
    }

    void awaitWorkers(String topology, int count) {
        Await.until(
                topology + " has " + count + " workers", () -> workers(topology).size() == count, this::describe);
    }

    /** Waits until so many more messages than now have been acked. */
    void awaitProgress(Ledger ledger, int messages) {
        long wanted = ledger.acks() + messages;
        Await.until("messages are acked", () -> ledger.acks() >= wanted, () -> ledger.describe() + "\n" + describe());
    }

    /** Lets the source begin nothing more, and waits until all that it began has been acked. */
    void awaitCompletion(Ledger ledger) {
        ledger.stopSource();
        Await.until("all is acked", ledger::isComplete, () -> ledger.describe() + "\n" + describe());
    }

    /** Logs of all, for a test that fails. */
    String describe() {
        StringBuilder text = new StringBuilder();
        Stream.of(nimbuses)
                .forEach(nimbus ->
                        text.append(nimbus == null ? "" : nimbus.tail()).append('\n'));
        Stream.of(supervisors)
                .forEach(supervisor ->
                        text.append(supervisor == null ? "" : supervisor.tail()).append('\n'));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path log : files.filter(file -> file.endsWith("worker.log")).toList()) {
                List<String> lines = Files.readAllLines(log);
                text.append(log.getParent().getFileName()).append(": ");
                text.append(String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())))
                        .append('\n');
            }
        } catch (IOException | UncheckedIOException e) {
            text.append(e);
        }
        return text.toString();
    }

    /** The names of the topologies that there are. */
    List<String> topologies() {
        return StreamSupport.stream(get("/topology/summary").path("topologies").spliterator(), false)
                .map(topology -> topology.path("name").asString())
                .toList();
    }

    @Override
    public void close() {
        List<Long> workers = new ArrayList<>();
        for (JsonNode topology : get("/topology/summary").path("topologies")) {
            workers(get("/topology/" + topology.path("id").asString())).forEach(worker -> workers.add(worker.pid()));
        }
        for (GaleProcess supervisor : supervisors) {
            supervisor.stop();
        }
        for (GaleProcess nimbus : nimbuses) {
            nimbus.stop();
        }
        zooKeeper.stop();
        workers.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    // --- set-up ---

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ledgerJar(Path jar) {
        Path classes = Path.of(URI.create(TestCluster.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes.resolve("org/example/ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
