package dev.gale.supervisor.health;

import java.util.List;

/** Says whether this machine is fit to run workers. */
@FunctionalInterface
public interface HealthCheck {
    /**
     * Looks, and waits for the answer; called by one thread at a time, not the supervisor's.
     *
     * @return a sentence for each thing that is wrong; empty when the machine is fit
     */
    List<String> problems();
}
