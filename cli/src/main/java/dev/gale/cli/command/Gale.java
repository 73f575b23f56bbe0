package dev.gale.cli.command;

import dev.gale.cli.console.Colour;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import dev.gale.kernel.settings.NearestName;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code gale} command itself, which does nothing but find the one that is meant. */
@Command(
        name = "gale",
        description = "Deploys topologies to a cluster, looks after them, and runs the cluster's processes.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gale jar words.jar com.acme.Words    run main of com.acme.Words and deploy what it submits",
            "  gale list                            what runs",
            "  gale kill words -w 10                stop it, after 10 s for what is in flight",
            "",
            "gale COMMAND --help tells more. NO_COLOR and --color=never turn colours off."
        })
public final class Gale implements Callable<Integer> {
    /** In the order in which help lists them. */
    private static final Map<String, Function<Surroundings, Object>> COMMANDS = commands();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("unused") // picocli sets it and acts on it
    private boolean help;

    @Option(names = "--version", description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private Gale() {}

    private static Map<String, Function<Surroundings, Object>> commands() {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        commands.put("jar", JarCommand::new);
        commands.put("local", LocalCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("errors", ErrorsCommand::new);
        commands.put("monitor", MonitorCommand::new);
        commands.put("activate", ActivateCommand::new);
        commands.put("deactivate", DeactivateCommand::new);
        commands.put("rebalance", RebalanceCommand::new);
        commands.put("kill", KillCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.put("nimbus", NimbusCommand::new);
        commands.put("supervisor", SupervisorCommand::new);
        commands.put("dev", DevCommand::new);
        commands.put("dev-zookeeper", DevZooKeeperCommand::new);
        commands.put("version", VersionCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /**
     * Runs a command line to its end.
     *
     * @return the exit code
     */
    public static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... arguments) {
        // A command that is named first is all that is needed; making all of them takes longer than most run.
        List<String> needed = arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                ? List.of(arguments[0])
                : List.copyOf(COMMANDS.keySet());
        boolean coloured = Arrays.asList(arguments).contains("--color=never")
                ? false
                : Colour.AUTO.on(surroundings.outTerminal(), surroundings.environment());
        CommandLine line = commandLine(surroundings, needed)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF));
        return line.execute(arguments);
    }

    /** All commands; for what describes them. */
    static CommandLine all(Surroundings surroundings) {
        return commandLine(surroundings, List.copyOf(COMMANDS.keySet()));
    }

    private static CommandLine commandLine(Surroundings surroundings, List<String> commands) {
        CommandLine line = new CommandLine(new Gale());
        commands.forEach(name -> line.addSubcommand(name, COMMANDS.get(name).apply(surroundings)));
        line.setExpandAtFiles(false) // arguments that begin with @ are the user's
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler((problem, arguments) -> onWrongArguments(problem))
                .setExecutionExceptionHandler((exception, command, result) -> onFailure(exception, command));
        line.getSubcommands().values().forEach(command -> {
            if (command.getCommand() instanceof ProgramCommand) {
                // From the first that is no option on, all is the program's.
                command.setStopAtPositional(true);
            }
        });
        return line;
    }

    private static int onWrongArguments(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String sentence = problem.getMessage();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            Collection<String> meant = List.of();
            if (unmatched.isUnknownOption()) {
                meant = command.getCommandSpec().optionsMap().keySet();
            } else if (command.getParent() == null) {
                meant = COMMANDS.keySet();
                sentence = "there is no command '" + first + "'";
            }
            sentence += NearestName.of(first, meant)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
        }
        command.getErr().println("gale: " + sentence + "; " + name + " --help tells what there is");
        command.getErr().flush();
        return ExitCode.USAGE.code();
    }

    private static int onFailure(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        boolean verbose = command.getCommand() instanceof GaleCommand gale && gale.verbose();
        int code;
        if (exception instanceof CommandFailure failure) {
            err.println("gale: " + failure.getMessage());
            code = failure.exitCode().code();
        } else if (exception instanceof InvalidConfiguration invalid) {
            invalid.problems().forEach(problem -> err.println("gale: " + problem));
            code = ExitCode.USAGE.code();
        } else {
            err.println("gale: " + exception + (verbose ? "" : "; -v shows where in the program"));
            code = ExitCode.FAILED.code();
        }
        if (verbose) {
            exception.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    /** Without a command. */
    @Override
    public Integer call() {
        if (version) {
            spec.commandLine().getOut().println("gale " + Version.current());
            return ExitCode.OK.code();
        }
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }
}
