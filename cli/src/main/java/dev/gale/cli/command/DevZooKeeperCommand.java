package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.daemon.ZooKeeperProcess;
import dev.gale.config.InvalidConfiguration;
import dev.gale.supervisor.config.SupervisorSettings;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dev-zookeeper",
        description =
                "Runs a ZooKeeper server for a cluster on this machine. A cluster on several has an ensemble of its own.",
        sortOptions = false)
final class DevZooKeeperCommand extends ServingCommand<ZooKeeperProcess> {
    @Mixin
    private ZooKeeperPort port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where it keeps its data. Default: zookeeper in storm.local.dir.")
    private Path data;

    DevZooKeeperCommand(Surroundings surroundings) {
        super(surroundings, "dev-zookeeper");
    }

    @Override
    ZooKeeperProcess make() throws InvalidConfiguration {
        Map<String, Object> conf = configurationOfDaemons().given();
        Path directory = data != null
                ? data
                : Path.of(SupervisorSettings.LOCAL_DIR.in(conf)).resolve("zookeeper");
        return new ZooKeeperProcess(directory, port.number());
    }

    @Override
    String running(ZooKeeperProcess zooKeeper) {
        return "ZooKeeper listens on " + zooKeeper.address();
    }

    @Override
    Map<String, Object> places(ZooKeeperProcess zooKeeper) {
        return Map.of("zookeeper", zooKeeper.address());
    }
}
