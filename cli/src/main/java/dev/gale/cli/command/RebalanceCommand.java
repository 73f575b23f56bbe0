package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebalance",
        description = "Spreads a topology over the cluster anew, or gives it other numbers of workers and executors.",
        sortOptions = false)
final class RebalanceCommand extends GaleCommand {
    @Parameters(paramLabel = "NAME", description = "The topology, by name or id.")
    private String name;

    @Option(
            names = {"-w", "--wait-time-secs"},
            paramLabel = "SECS",
            description =
                    "How long what is in flight gets before anything moves. Default: the topology's message timeout.")
    private Integer waitSecs;

    @Option(
            names = {"-n", "--num-workers"},
            paramLabel = "WORKERS",
            description = "How many workers it gets.")
    private Integer workers;

    @Option(
            names = {"-e", "--executor"},
            paramLabel = "COMPONENT=N",
            description = "How many executors a component gets; at most as many as it has tasks. May be repeated.")
    private Map<String, Integer> executors = new LinkedHashMap<>();

    @Mixin
    private WaitOptions wait;

    RebalanceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        atLeast("-w", waitSecs, 0);
        atLeast("-n", workers, 1);
        executors.forEach((component, number) -> atLeast("-e " + component + "=", number, 1));
        Topologies topologies = new Topologies(nimbus(), surroundings());
        Json answer = topologies.order(name, waitSecs == null ? "rebalance" : "rebalance/" + waitSecs, body());
        if (wait.wanted()) {
            topologies.await(
                    name,
                    entry -> entry.filter(topology -> !topology.text("status").equals("REBALANCING"))
                            .isPresent(),
                    wait.limit(),
                    "was not rebalanced");
        }
        console().say("rebalanced " + name);
        if (json()) {
            printJson(answer);
        }
        return ExitCode.OK;
    }

    private void atLeast(String option, Integer value, int least) {
        if (value != null && value < least) {
            throw wrong(option + (option.endsWith("=") ? "" : " ") + value + " must be " + least + " or more");
        }
    }

    private Optional<Json> body() {
        Map<String, Object> options = new LinkedHashMap<>();
        if (workers != null) {
            options.put("numWorkers", workers);
        }
        if (!executors.isEmpty()) {
            options.put("executors", executors);
        }
        return options.isEmpty() ? Optional.empty() : Optional.of(Json.of(Map.of("rebalanceOptions", options)));
    }
}
