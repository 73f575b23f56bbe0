package dev.gale.cli.command;

import dev.gale.cli.check.Finding;
import dev.gale.cli.check.JarCheck;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description =
                "Checks a jar without running anything of it: that it is one and has the class to start, that no class"
                        + " is missing or compiled for a newer Java, and that none is Gale's.",
        sortOptions = false)
final class ValidateCommand extends GaleCommand {
    @Parameters(index = "0", paramLabel = "JAR", description = "The program, with the libraries that it needs.")
    private Path jar;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CLASS",
            description = "The class whose main is to be run. Default: Main-Class of the manifest.")
    private String mainClass;

    @Option(names = "--strict", description = "Take warnings for errors.")
    private boolean strict;

    ValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() {
        JarCheck check = new JarCheck(jar, Runtime.version().feature());
        List<Finding> findings = check.run(mainClass);
        List<Finding> errors =
                findings.stream().filter(finding -> strict || finding.error()).toList();
        if (json()) {
            printJson(Json.of(findings.stream()
                    .map(finding -> Map.of(
                            "kind",
                            finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            "error",
                            errors.contains(finding),
                            "sentence",
                            finding.sentence()))
                    .toList()));
        } else {
            findings.forEach(
                    finding -> console().warn((errors.contains(finding) ? "" : "warning: ") + finding.sentence()));
        }
        if (!errors.isEmpty()) {
            return ProgramCommand.exitCode(errors);
        }
        console().say(jar + ": no objection to running " + check.mainClass());
        return ExitCode.OK;
    }
}
