package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "errors",
        aliases = {"get-errors", "get_errors"},
        description = "Shows the last errors of a topology's components, and why workers of it can't start.",
        sortOptions = false)
final class ErrorsCommand extends GaleCommand {
    @Parameters(paramLabel = "NAME", description = "The topology, by name or id.")
    private String name;

    ErrorsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        Json answer = new Topologies(nimbus(), surroundings()).errors(name);
        List<ReportedError> errors = ReportedError.of(answer);
        if (json()) {
            printJson(answer);
        } else if (errors.isEmpty()) {
            console().say(name + " has reported no error");
        } else {
            errors.forEach(error -> error.printAll(console()));
        }
        return ExitCode.OK;
    }
}
