package dev.gale.nimbus.topology;

import dev.gale.nimbus.schedule.Executor;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a component, which are the same as long as the topology lives.
 *
 * @param firstTask the others follow without gaps
 * @param executors how many share the tasks at first; at most as many as tasks
 */
public record ComponentTasks(String component, boolean spout, int firstTask, int tasks, int executors) {
    public int lastTask() {
        return firstTask + tasks - 1;
    }

    /** The tasks in even runs, the longer ones first. */
    public List<Executor> dividedInto(int count) {
        List<Executor> executors = new ArrayList<>(count);
        int task = firstTask;
        for (int i = 0; i < count; i++) {
            int size = tasks / count + (i < tasks % count ? 1 : 0);
            executors.add(new Executor(component, task, task + size - 1));
            task += size;
        }
        return executors;
    }
}
