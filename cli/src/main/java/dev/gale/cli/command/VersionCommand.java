package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Shows the version of Gale and of Java.", sortOptions = false)
final class VersionCommand extends GaleCommand {
    VersionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() {
        if (json()) {
            Map<String, Object> versions = new LinkedHashMap<>();
            versions.put("gale", Version.current());
            versions.put("java", Runtime.version().toString());
            printJson(Json.of(versions));
        } else {
            console().print("gale " + Version.current() + " (Java " + Runtime.version() + ")");
        }
        return ExitCode.OK;
    }
}
