package dev.gale.benchmarks.harness;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the mains of all engines do: read options, run, write the result. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Runs one workload once in this JVM and writes the result as JSON.")
public final class EngineMain implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private final Engine engine;

    private EngineMain(Engine engine) {
        this.engine = engine;
    }

    /**
     * Runs and ends the JVM, also when the engine has left threads behind.
     *
     * @param name how the program is called in its help
     */
    public static void runAndExit(String name, Engine engine, String... args) {
        System.exit(run(name, engine, args));
    }

    /** Runs; the exit code is 0, 1 when the run failed or is invalid, or 2 when the options are wrong. */
    public static int run(String name, Engine engine, String... args) {
        return new CommandLine(new EngineMain(engine))
                .setCommandName(name)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof InvalidRun || e instanceof IllegalArgumentException) {
                        line.getErr().println(name + ": " + e.getMessage());
                    } else {
                        e.printStackTrace(line.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        Result result = engine.run(options);
        if (options.out() == null) {
            System.out.println(result.toJson());
        } else {
            result.write(options.out());
        }
        return CommandLine.ExitCode.OK;
    }
}
