package dev.gale.cli.command;

import dev.gale.cli.check.Finding;
import dev.gale.cli.check.JarCheck;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.Configuration;
import dev.gale.config.EffectiveValue;
import dev.gale.config.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that runs a user's program. Everything after the class is the program's, but {@code -c key=value}, which is
 * taken out wherever it stands, as Storm does; {@code --} ends that.
 */
abstract class ProgramCommand extends GaleCommand {
    /** What a program may run in spite of. */
    private static final Set<Finding.Kind> SKIPPED =
            Set.of(Finding.Kind.NEWER_JAVA, Finding.Kind.MISSING_CLASS, Finding.Kind.NAME_CLASH);

    @Parameters(index = "0", paramLabel = "JAR", description = "The program, with the libraries that it needs.")
    private Path jar;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "CLASS ARGS",
            description = "The class whose main to run, and its arguments. Default: Main-Class of the manifest.")
    private List<String> classAndArguments = new ArrayList<>();

    @Option(names = "--skip-check", description = "Run it though classes are missing, too new, or clash with Gale's.")
    private boolean skipCheck;

    ProgramCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final Path jar() {
        return jar;
    }

    /** The arguments for the program's main. */
    final List<String> arguments() {
        return split().arguments();
    }

    @Override
    final List<String> options() {
        List<String> options = new ArrayList<>(super.options());
        options.addAll(split().options());
        return options;
    }

    private record Split(List<String> arguments, List<String> options) {}

    private Split split() {
        List<String> arguments = new ArrayList<>();
        List<String> options = new ArrayList<>();
        Iterator<String> rest = classAndArguments.stream().skip(1).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--")) {
                rest.forEachRemaining(arguments::add);
            } else if (argument.equals("-c") && rest.hasNext()) {
                options.add(rest.next());
            } else {
                arguments.add(argument);
            }
        }
        return new Split(arguments, options);
    }

    /**
     * Looks at the jar before anything runs.
     *
     * @return the class to start
     */
    final String checkedMainClass() {
        JarCheck check = new JarCheck(jar, Runtime.version().feature());
        List<Finding> errors = check.run(classAndArguments.isEmpty() ? null : classAndArguments.get(0)).stream()
                .filter(Finding::error)
                .filter(finding -> !skipCheck || !SKIPPED.contains(finding.kind()))
                .toList();
        if (!errors.isEmpty()) {
            boolean avoidable = errors.stream().allMatch(finding -> SKIPPED.contains(finding.kind()));
            throw new CommandFailure(
                    exitCode(errors),
                    errors.stream()
                                    .map(Finding::sentence)
                                    .collect(Collectors.joining(System.lineSeparator() + "gale: "))
                            + (avoidable ? "; --skip-check runs it all the same" : ""));
        }
        return check.mainClass();
    }

    static ExitCode exitCode(List<Finding> errors) {
        boolean absent = errors.stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.NO_MAIN_CLASS
                        || finding.sentence().startsWith("there is no file"));
        return absent ? ExitCode.NOT_FOUND : ExitCode.REFUSED;
    }

    /** What holds for topologies where their programs set nothing: settings of topologies, and all that -c gives. */
    static Map<String, Object> topologyDefaults(Configuration configuration) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (EffectiveValue value : configuration.values()) {
            Layer layer = value.origin().layer();
            if (layer == Layer.OPTION
                    || (layer != Layer.DEFAULT && value.key().startsWith("topology.") && value.value() != null)) {
                defaults.put(value.key(), value.value());
            }
        }
        return defaults;
    }
}
