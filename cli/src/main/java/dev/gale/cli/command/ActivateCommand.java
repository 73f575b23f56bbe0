package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "activate", description = "Lets the spouts of topologies emit again.", sortOptions = false)
final class ActivateCommand extends StatusChange {
    ActivateCommand(Surroundings surroundings) {
        super(surroundings, "activate", "ACTIVE");
    }
}
