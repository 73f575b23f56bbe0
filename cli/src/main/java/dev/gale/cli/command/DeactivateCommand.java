package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "deactivate",
        description = "Keeps the spouts of topologies from emitting; what is in flight is processed.",
        sortOptions = false)
final class DeactivateCommand extends StatusChange {
    DeactivateCommand(Surroundings surroundings) {
        super(surroundings, "deactivate", "INACTIVE");
    }
}
