package dev.gale.simulation;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Does what may block, one task a step. */
final class Background implements Agent, Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private AgentHandle handle = () -> {};

    void wakeBy(AgentHandle given) {
        handle = given;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        handle.signal();
    }

    @Override
    public String name() {
        return "background";
    }

    @Override
    public int doWork() {
        Runnable task = tasks.poll();
        if (task == null) {
            return 0;
        }
        task.run();
        return 1;
    }
}
