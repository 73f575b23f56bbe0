package dev.gale.cli.command;

import dev.gale.cli.console.Console;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.console.Table;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the topologies of the cluster.", sortOptions = false)
final class ListCommand extends GaleCommand {
    ListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        Json summary = new Topologies(nimbus(), surroundings()).summary();
        if (json()) {
            printJson(summary);
        } else {
            print(console(), summary.list("topologies"));
        }
        return ExitCode.OK;
    }

    static void print(Console console, List<Json> topologies) {
        if (topologies.isEmpty()) {
            console.say("no topology runs; gale jar deploys one");
            return;
        }
        Table table = new Table("NAME", "STATUS", "WORKERS", "EXECUTORS", "TASKS", "UPTIME", "ID");
        topologies.forEach(topology -> table.row(
                topology.text("name"),
                console.status(topology.text("status")),
                topology.text("workersTotal"),
                topology.text("executorsTotal"),
                topology.text("tasksTotal"),
                topology.text("uptime"),
                topology.text("id")));
        table.print(console);
    }
}
