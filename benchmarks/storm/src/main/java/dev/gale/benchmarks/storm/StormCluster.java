package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.InvalidRun;
import dev.gale.benchmarks.harness.Measurement;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.StormSubmitter;
import org.apache.storm.daemon.nimbus.Nimbus;
import org.apache.storm.daemon.supervisor.Supervisor;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.storm.utils.NimbusClient;
import org.apache.storm.utils.Utils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Storm as it runs on machines: ZooKeeper, Nimbus and a supervisor as processes, which starts workers as processes. In a
 * folder that is laid out as Storm's distribution is, with the libraries of this JVM's class path. Confined to one thread.
 */
final class StormCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CONF_PROPERTY = "storm.conf.file";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long END_SECS = 10;
    private static final long LOG_END = 4000;

    private final Path home;
    private final Map<String, Object> conf = new TreeMap<>();
    private final List<Process> daemons = new ArrayList<>();
    private final Thread atExit = new Thread(this::endAll, "stop-storm");

    private StormCluster(Path home) {
        this.home = home;
    }

    /**
     * Returns when the supervisor is known to Nimbus.
     *
     * @param home a new folder
     * @param workerOptions for the JVMs of the workers
     * @throws InvalidRun when it doesn't start in time
     */
    static StormCluster start(Path home, List<String> workerOptions) throws Exception {
        StormCluster cluster = new StormCluster(home);
        boolean started = false;
        Runtime.getRuntime().addShutdownHook(cluster.atExit);
        try {
            cluster.layOut(workerOptions);
            cluster.startDaemons();
            cluster.awaitSupervisor();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.printLogs(System.err);
                cluster.close();
            }
        }
    }

    private void layOut(List<String> workerOptions) throws IOException {
        for (String name : List.of("conf", "lib", "lib-worker", "extlib", "log4j2", "logs", "zookeeper", "local")) {
            Files.createDirectories(home.resolve(name));
        }
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path library = Path.of(element).toAbsolutePath();
            String name = library.getFileName().toString();
            // What is Gale's goes into the topology's jar.
            if (Files.isRegularFile(library) && !name.startsWith("gale-")) {
                Files.createSymbolicLink(home.resolve("lib").resolve(name), library);
                Files.createSymbolicLink(home.resolve("lib-worker").resolve(name), library);
            }
        }
        try (InputStream logging = StormCluster.class.getResourceAsStream("/log4j2.xml")) {
            Files.copy(logging, logging());
        }
        List<Integer> ports = freePorts(4);
        conf.put(Config.STORM_ZOOKEEPER_SERVERS, List.of(HOST));
        conf.put(Config.STORM_ZOOKEEPER_PORT, ports.get(0));
        conf.put(Config.NIMBUS_SEEDS, List.of(HOST));
        conf.put(Config.NIMBUS_THRIFT_PORT, ports.get(1));
        conf.put(Config.STORM_LOCAL_HOSTNAME, HOST);
        conf.put(Config.STORM_LOCAL_DIR, home.resolve("local").toString());
        conf.put(DaemonConfig.SUPERVISOR_SLOTS_PORTS, ports.subList(2, 4));
        conf.put(Config.WORKER_CHILDOPTS, String.join(" ", workerOptions));
        conf.put(DaemonConfig.STORM_LOG4J2_CONF_DIR, logging().getParent().toString());
        // JSON is YAML, too.
        Files.write(confFile(), JsonMapper.builder().build().writeValueAsBytes(conf));
    }

    private Path confFile() {
        return home.resolve("conf").resolve("storm.yaml");
    }

    private Path logging() {
        return home.resolve("log4j2").resolve("worker.xml");
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private void startDaemons() throws IOException {
        start(
                "zookeeper",
                List.of("-Dzookeeper.admin.enableServer=false"),
                ZooKeeperServerMain.class,
                String.valueOf(conf.get(Config.STORM_ZOOKEEPER_PORT)),
                home.resolve("zookeeper").toString());
        List<String> settings = List.of(
                "-Dstorm.home=" + home,
                "-Dstorm.log.dir=" + home.resolve("logs"),
                "-D" + CONF_PROPERTY + "=" + confFile());
        start("nimbus", settings, Nimbus.class);
        start("supervisor", settings, Supervisor.class);
    }

    private void start(String name, List<String> options, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dlog4j.configurationFile=" + logging()));
        command.addAll(options);
        command.addAll(List.of("-cp", home.resolve("lib") + File.separator + "*", main.getName()));
        command.addAll(List.of(args));
        daemons.add(new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("logs").resolve(name + ".log").toFile())
                .start());
    }

    private void awaitSupervisor() {
        // Where Storm's client looks for its configuration.
        System.setProperty(CONF_PROPERTY, confFile().toString());
        Map<String, Object> all = Utils.readStormConfig();
        long endNs = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            String problem;
            try (NimbusClient client = NimbusClient.Builder.withConf(all).build()) {
                if (client.getClient().getClusterInfo().get_supervisors_size() > 0) {
                    return;
                }
                problem = "it has no supervisor";
            } catch (Exception e) {
                problem = e.toString();
            }
            if (System.nanoTime() - endNs > 0 || daemons.stream().anyMatch(daemon -> !daemon.isAlive())) {
                throw new InvalidRun("Storm's cluster hasn't started: " + problem);
            }
            Measurement.pause(LOOK_AGAIN);
        }
    }

    /** Uploads the jar and submits. */
    void submit(String name, Map<String, Object> settings, Path jar, StormTopology topology) throws Exception {
        System.setProperty("storm.jar", jar.toString());
        StormSubmitter.submitTopology(name, settings, topology);
    }

    /** The ends of all logs, of workers too. */
    void printLogs(PrintStream out) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("logs"))) {
            for (Path log : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(log);
                out.println("--- " + home.relativize(log));
                out.println(text.substring((int) Math.max(0, text.length() - LOG_END)));
            }
        }
    }

    /** Ends all processes. */
    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The topology isn't killed first: all that it has done is deleted anyway. */
    private void endAll() {
        List<ProcessHandle> all = new ArrayList<>();
        for (Process daemon : daemons) {
            // First, as workers live on and are nobody's children afterwards.
            daemon.descendants().forEach(all::add);
            all.add(daemon.toHandle());
        }
        // Supervisors start workers again, so these come last.
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).destroyForcibly();
        }
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(END_SECS, TimeUnit.SECONDS)
                .join();
    }
}
