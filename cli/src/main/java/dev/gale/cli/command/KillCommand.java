package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "kill",
        description =
                "Stops topologies and removes them: their spouts fall silent, what is in flight gets a while, then the"
                        + " workers end.",
        sortOptions = false)
final class KillCommand extends EachTopology {
    @Option(
            names = {"-w", "--wait-time-secs"},
            paramLabel = "SECS",
            description = "How long what is in flight gets. Default: the topology's message timeout.")
    private Integer waitSecs;

    @Option(names = "--now", description = "The same as -w 0.")
    private boolean now;

    KillCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Json change(Topologies topologies, String name) {
        if (waitSecs != null && waitSecs < 0) {
            throw wrong("-w must be 0 or more seconds, found " + waitSecs);
        }
        Integer secs = now ? Integer.valueOf(0) : waitSecs;
        return topologies.order(name, secs == null ? "kill" : "kill/" + secs, Optional.empty());
    }

    @Override
    void await(Topologies topologies, String name, WaitOptions wait) {
        topologies.await(name, Optional::isEmpty, wait.limit(), "was not gone");
    }

    @Override
    String done(String name) {
        return "killed " + name;
    }
}
