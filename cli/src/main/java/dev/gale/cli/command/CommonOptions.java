package dev.gale.cli.command;

import dev.gale.cli.console.Colour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    /** How results are written. */
    enum Output {
        TABLE,
        JSON
    }

    @Option(
            names = "-c",
            paramLabel = "KEY=VALUE",
            description = "Set a configuration value; may be repeated. The value is JSON or text.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this configuration file instead of conf/gale.yaml and ~/.gale/gale.yaml.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            description = "How to write the result.")
    private Output output = Output.TABLE;

    @Option(names = "--color", paramLabel = "auto|always|never", description = "When to use colours.")
    private Colour colour = Colour.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "Write results and errors, nothing else.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show where in the program an error came from.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("unused") // picocli sets it and acts on it
    private boolean help;

    List<String> settings() {
        return settings;
    }

    /** Null for the usual ones. */
    Path file() {
        return file;
    }

    boolean json() {
        return output == Output.JSON;
    }

    Colour colour() {
        return colour;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }
}
