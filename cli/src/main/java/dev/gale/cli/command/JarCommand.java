package dev.gale.cli.command;

import dev.gale.StormSubmitter;
import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.cli.program.ClusterTarget;
import dev.gale.cli.program.UserProgram;
import dev.gale.config.Configuration;
import dev.gale.config.InvalidConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "jar",
        description = "Runs the main of a class in a jar; the topologies that it submits are deployed to the cluster.",
        sortOptions = false)
final class JarCommand extends ProgramCommand {
    @Mixin
    private WaitOptions wait;

    JarCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        Configuration configuration = configuration();
        NimbusClient nimbus = nimbus(configuration);
        String mainClass = checkedMainClass();
        ClusterTarget target = new ClusterTarget(
                nimbus,
                jar(),
                topologyDefaults(configuration),
                console()::say,
                console().movesOnErr() ? Optional.of(System.err) : Optional.empty());
        // In force until the process ends: a thread of the program may submit after main has returned, and must not
        // find
        // the target that runs topologies in its own process.
        StormSubmitter.withTarget(target);
        try (UserProgram program = UserProgram.load(jar(), mainClass)) {
            program.run(arguments());
        }
        if (target.accepted().isEmpty()) {
            target.refused().ifPresent(refused -> {
                throw refused;
            });
            console().warn(mainClass + " ended without having submitted a topology");
        }
        if (wait.wanted()) {
            Topologies topologies = new Topologies(nimbus, surroundings());
            target.accepted().forEach(accepted -> awaitWorkers(topologies, accepted.name()));
        }
        if (json()) {
            printJson(Json.of(target.accepted().stream()
                    .map(accepted -> Map.of("id", accepted.id(), "name", accepted.name(), "status", accepted.status()))
                    .toList()));
        }
        return ExitCode.OK;
    }

    private void awaitWorkers(Topologies topologies, String name) {
        topologies.await(name, JarCommand::runs, wait.limit(), "got no workers");
        console().say(name + " runs");
    }

    /** Whether it has workers and all of them run. */
    private static boolean runs(Optional<Json> topology) {
        List<Json> workers = topology.map(page -> page.list("workers")).orElse(List.of());
        return !workers.isEmpty()
                && workers.stream().allMatch(worker -> worker.text("running").equals("true"));
    }
}
