package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import java.util.Optional;

/** Activates or deactivates. */
abstract class StatusChange extends EachTopology {
    private final String action;
    private final String status;

    /** @param status what the topology's status is when it is done */
    StatusChange(Surroundings surroundings, String action, String status) {
        super(surroundings);
        this.action = action;
        this.status = status;
    }

    @Override
    final Json change(Topologies topologies, String name) {
        return topologies.order(name, action, Optional.empty());
    }

    @Override
    final void await(Topologies topologies, String name, WaitOptions wait) {
        topologies.await(
                name,
                entry -> entry.filter(topology -> topology.text("status").equals(status))
                        .isPresent(),
                wait.limit(),
                "was not " + status);
    }

    @Override
    final String done(String name) {
        return action + "d " + name;
    }
}
