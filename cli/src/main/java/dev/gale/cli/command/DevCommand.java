package dev.gale.cli.command;

import dev.gale.Config;
import dev.gale.cli.client.ClientSettings;
import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.daemon.DevCluster;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import dev.gale.nimbus.config.NimbusSettings;
import dev.gale.supervisor.config.SupervisorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dev",
        description =
                "Runs a whole cluster on this machine: ZooKeeper, a Nimbus and a supervisor in one process. Workers are"
                        + " processes of their own, and end with it. What it runs, it runs again at its next start.",
        sortOptions = false)
final class DevCommand extends ServingCommand<DevCluster> {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int FIRST_SLOT_PORT = 6_700;
    private static final int MOST_SLOTS = 1_000;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where Nimbus serves its API; 0 takes any that is free. Default: gale.nimbus.api.port.")
    private Integer apiPort;

    @Mixin
    private ZooKeeperPort zooKeeperPort;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description =
                    "How many workers it may run, on the first ports from 6700 on that are free. Default: those of"
                            + " supervisor.slots.ports.")
    private Integer slots;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept, of ZooKeeper, Nimbus and workers. Default: storm.local.dir.")
    private Path data;

    DevCommand(Surroundings surroundings) {
        super(surroundings, "dev");
    }

    @Override
    DevCluster make() throws InvalidConfiguration {
        Map<String, Object> conf = new LinkedHashMap<>(configurationOfDaemons().given());
        if (data != null) {
            conf.put(Config.STORM_LOCAL_DIR, data.toString());
        }
        if (apiPort != null) {
            conf.put(NimbusSettings.API_PORT.key(), (long) apiPort);
        }
        if (slots != null) {
            conf.put(SupervisorSettings.SLOT_PORTS.key(), freePorts());
        }
        Path zooKeeperData = Path.of(SupervisorSettings.LOCAL_DIR.in(conf)).resolve("zookeeper");
        return new DevCluster(conf, zooKeeperData, zooKeeperPort.number());
    }

    /** They may be taken by somebody else until a worker listens there, who then says so and is tried again. */
    private List<Long> freePorts() {
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException("--slots must be from 1 to " + MOST_SLOTS + ", found " + slots);
        }
        List<Long> free = new ArrayList<>();
        IntStream.rangeClosed(FIRST_SLOT_PORT, 65_535)
                .filter(DevCommand::isFree)
                .limit(slots)
                .forEach(port -> free.add((long) port));
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Until a topology that is submitted now finds a leader and slots. */
    @Override
    void awaitReady(DevCluster cluster) {
        NimbusClient client = client(cluster);
        long startNs = surroundings().nanoTime().getAsLong();
        while (!cluster.leads() || client.get("/cluster/summary").whole("supervisors") == 0) {
            if (surroundings().nanoTime().getAsLong() - startNs > READY_LIMIT.toNanos()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "dev is not ready after " + READY_LIMIT.toSeconds() + " s; its log tells what it waits for");
            }
            surroundings().sleep(LOOK_EVERY);
        }
    }

    private NimbusClient client(DevCluster cluster) {
        Map<String, Object> conf = new LinkedHashMap<>(cluster.configuration());
        conf.put(ClientSettings.SEEDS.key(), List.of(cluster.api().toString()));
        return new NimbusClient(ClientSettings.from(conf));
    }

    @Override
    String running(DevCluster cluster) {
        boolean usual = cluster.api().getPort() == NimbusSettings.API_PORT.defaultValue();
        return "a cluster runs with Nimbus at " + cluster.api()
                + (usual
                        ? ""
                        : " (for commands: -c nimbus.seeds=" + cluster.api().getAuthority() + ")")
                + ", ZooKeeper at " + cluster.zooKeeperAddress() + " and the slots " + cluster.slots();
    }

    @Override
    Map<String, Object> places(DevCluster cluster) {
        Map<String, Object> places = new LinkedHashMap<>();
        places.put("api", cluster.api().toString());
        places.put("zookeeper", cluster.zooKeeperAddress());
        places.put("slots", cluster.slots());
        return places;
    }
}
