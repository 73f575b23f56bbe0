package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.outcome.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Writes a script that lets a shell complete commands and options of gale.",
        footerHeading = "%nTo use it:%n",
        footer = {"  bash: source <(gale completion bash)", "  zsh:  source <(gale completion zsh)"},
        sortOptions = false)
final class CompletionCommand extends GaleCommand {
    /** The same script serves both. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    @SuppressWarnings("unused") // one script serves both; read by picocli to refuse others
    private Shell shell;

    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() {
        console().print(AutoComplete.bash("gale", Gale.all(surroundings())));
        return ExitCode.OK;
    }
}
