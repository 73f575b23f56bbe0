package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does the same to each topology named. One that fails doesn't keep the others from being done. */
abstract class EachTopology extends GaleCommand {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Topologies, by name or id.")
    private List<String> names;

    @Mixin
    private WaitOptions wait;

    EachTopology(Surroundings surroundings) {
        super(surroundings);
    }

    /** @return what Nimbus answered */
    abstract Json change(Topologies topologies, String name);

    abstract void await(Topologies topologies, String name, WaitOptions wait);

    /** What was done, such as {@code killed words}. */
    abstract String done(String name);

    @Override
    final ExitCode run() throws InvalidConfiguration {
        Topologies topologies = new Topologies(nimbus(), surroundings());
        ExitCode code = ExitCode.OK;
        List<Json> answers = new ArrayList<>();
        for (String name : names) {
            try {
                answers.add(change(topologies, name));
                if (wait.wanted()) {
                    await(topologies, name, wait);
                }
                console().say(done(name));
            } catch (CommandFailure e) {
                console().warn(e.getMessage());
                code = code == ExitCode.OK ? e.exitCode() : code;
            }
        }
        if (json()) {
            printJson(Json.of(answers));
        }
        return code;
    }
}
