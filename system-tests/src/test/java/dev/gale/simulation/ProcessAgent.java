package dev.gale.simulation;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;

/** An agent of a simulated process: stands still while that is stopped, and forever once it is killed. */
final class ProcessAgent implements Agent {
    private final SimulatedProcess process;
    private final Agent inner;
    private final ErrorHandler errors;

    ProcessAgent(SimulatedProcess process, Agent inner, ErrorHandler errors) {
        this.process = process;
        this.inner = inner;
        this.errors = errors;
    }

    Agent inner() {
        return inner;
    }

    void onError(Throwable error) {
        errors.onAgentError(inner, error);
    }

    @Override
    public String name() {
        return process.name() + "/" + inner.name();
    }

    @Override
    public void onStart() {
        process.enter();
        inner.onStart();
    }

    @Override
    public int doWork() {
        if (!process.isRunning()) {
            return 0;
        }
        process.enter();
        return inner.doWork();
    }

    @Override
    public long nextDeadlineNs() {
        return process.isRunning() ? inner.nextDeadlineNs() : NEVER;
    }

    @Override
    public long idlePollNs() {
        return process.isRunning() ? inner.idlePollNs() : NEVER;
    }

    @Override
    public void onStop() {
        if (!process.isDead()) {
            process.enter();
            inner.onStop();
        }
    }
}
