package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.daemon.NimbusProcess;
import dev.gale.config.InvalidConfiguration;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "nimbus",
        description = "Runs a Nimbus: it accepts topologies, decides where they run, and serves the API.",
        sortOptions = false)
final class NimbusCommand extends ServingCommand<NimbusProcess> {
    NimbusCommand(Surroundings surroundings) {
        super(surroundings, "nimbus");
    }

    @Override
    NimbusProcess make() throws InvalidConfiguration {
        return new NimbusProcess(configurationOfDaemons().given());
    }

    @Override
    String running(NimbusProcess nimbus) {
        return "nimbus serves its API at " + nimbus.api();
    }

    @Override
    Map<String, Object> places(NimbusProcess nimbus) {
        return Map.of("api", nimbus.api().toString());
    }
}
