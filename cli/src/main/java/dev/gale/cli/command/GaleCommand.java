package dev.gale.cli.command;

import dev.gale.cli.client.ClientSettings;
import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.console.Console;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.Configuration;
import dev.gale.config.InvalidConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands have in common. Used by one thread. */
abstract class GaleCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    GaleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what the command is for. */
    abstract ExitCode run() throws InvalidConfiguration;

    @Override
    public final Integer call() throws InvalidConfiguration {
        return run().code();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final Console console() {
        return new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                surroundings,
                common.colour(),
                common.quiet());
    }

    final boolean json() {
        return common.json();
    }

    final boolean verbose() {
        return common.verbose();
    }

    /** What -c gives; {@code jar} and {@code local} find more of it among the program's arguments. */
    List<String> options() {
        return common.settings();
    }

    /** As clients have it: with the user's own file. */
    final Configuration configuration() throws InvalidConfiguration {
        return read(surroundings.userHome());
    }

    /** Without the user's own file, so that a daemon is the same whoever starts it. */
    final Configuration configurationOfDaemons() throws InvalidConfiguration {
        return read(null);
    }

    private Configuration read(Path userHome) throws InvalidConfiguration {
        Configuration configuration = AllSettings.read(common.file(), options(), surroundings.environment(), userHome);
        configuration.notices().forEach(console()::say);
        return configuration;
    }

    final NimbusClient nimbus(Configuration configuration) {
        try {
            return new NimbusClient(ClientSettings.from(configuration.given()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    final NimbusClient nimbus() throws InvalidConfiguration {
        return nimbus(configuration());
    }

    final void printJson(Json json) {
        console().print(json.pretty());
    }

    /** What to throw when an argument is wrong. */
    final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
