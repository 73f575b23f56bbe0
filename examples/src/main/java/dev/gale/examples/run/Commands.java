package dev.gale.examples.run;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs the commands of the examples, with the exit codes that all of them have. */
public final class Commands {
    /** All went well. */
    public static final int OK = 0;
    /** It ran, but the result is not what it should be. */
    public static final int FAILED = 1;
    /** It can't run as asked. */
    public static final int USAGE = 2;
    /** It was stopped before its end; what shells show for Ctrl-C. */
    public static final int STOPPED = 130;

    private Commands() {}

    /**
     * Runs a command to its end and says so to {@code stop}, which the JVM may be waiting for.
     *
     * @return the exit code
     */
    public static int run(Callable<Integer> command, StopSignal stop, String... arguments) {
        try {
            return commandLine(command).execute(arguments);
        } finally {
            stop.finished();
        }
    }

    /**
     * The command line of a command, which writes to stdout and stderr unless told otherwise.
     *
     * @param command annotated for picocli
     */
    public static CommandLine commandLine(Callable<Integer> command) {
        return new CommandLine(command)
                .setParameterExceptionHandler((problem, arguments) -> {
                    String name = problem.getCommandLine().getCommandName();
                    say(problem.getCommandLine(), problem.getMessage() + "; " + name + " --help tells what there is");
                    return USAGE;
                })
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (exception instanceof UsageProblem) {
                        say(commandLine, exception.getMessage());
                        return USAGE;
                    }
                    throw exception;
                });
    }

    private static void say(CommandLine commandLine, String sentence) {
        PrintWriter err = commandLine.getErr();
        err.println(commandLine.getCommandName() + ": " + sentence);
        err.flush();
    }
}
