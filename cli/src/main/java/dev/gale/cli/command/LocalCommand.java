package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.cli.program.UserProgram;
import dev.gale.config.Configuration;
import dev.gale.config.InvalidConfiguration;
import dev.gale.local.submit.LocalMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "local",
        description = "Runs the main of a class in a jar; the topologies that it submits run in this process, without a"
                + " cluster.",
        sortOptions = false)
final class LocalCommand extends ProgramCommand {
    @Option(
            names = "--local-ttl",
            paramLabel = "SECS",
            description = "How long topologies run after main has returned. Default: ${DEFAULT-VALUE}.")
    private long ttlSecs = 20;

    LocalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        if (ttlSecs < 0) {
            throw wrong("--local-ttl must be 0 or more seconds, found " + ttlSecs);
        }
        Configuration configuration = configuration();
        try (UserProgram program = UserProgram.load(jar(), checkedMainClass())) {
            LocalMode.withLocalModeOverride(
                    () -> {
                        program.run(arguments());
                        return null;
                    },
                    ttlSecs,
                    topologyDefaults(configuration));
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "stopped", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandFailure(ExitCode.FAILED, "the program failed: " + e.getMessage(), e);
        }
    }
}
