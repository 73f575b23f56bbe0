package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.daemon.SupervisorProcess;
import dev.gale.config.InvalidConfiguration;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "supervisor",
        description = "Runs a supervisor: it starts this machine's workers and looks after them. They outlive it.",
        sortOptions = false)
final class SupervisorCommand extends ServingCommand<SupervisorProcess> {
    SupervisorCommand(Surroundings surroundings) {
        super(surroundings, "supervisor");
    }

    @Override
    SupervisorProcess make() throws InvalidConfiguration {
        return new SupervisorProcess(configurationOfDaemons().given());
    }

    @Override
    String running(SupervisorProcess supervisor) {
        return "supervisor has the slots " + supervisor.slots();
    }

    @Override
    Map<String, Object> places(SupervisorProcess supervisor) {
        return Map.of("slots", supervisor.slots());
    }
}
