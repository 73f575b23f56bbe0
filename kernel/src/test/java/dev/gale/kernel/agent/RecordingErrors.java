package dev.gale.kernel.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what agents threw, as {@code name: message}. */
final class RecordingErrors implements AgentScheduler.ErrorHandler {
    private final List<String> errors = new CopyOnWriteArrayList<>();

    @Override
    public void onAgentError(Agent agent, Throwable error) {
        errors.add(agent.name() + ": " + error.getMessage());
    }

    List<String> all() {
        return errors;
    }
}
