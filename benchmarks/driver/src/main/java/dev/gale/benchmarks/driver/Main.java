package dev.gale.benchmarks.driver;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs benchmarks and reports on them. */
@Command(
        name = "scripts/benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ReportCommand.class},
        description = "Runs benchmarks, each in a JVM of its own and in turn, and reports on them.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof InterruptedException) {
                        line.getErr().println("stopped");
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    if (!(e instanceof IOException || e instanceof IllegalArgumentException)) {
                        throw e;
                    }
                    line.getErr().println(line.getCommandName() + ": " + e.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(args);
    }
}
