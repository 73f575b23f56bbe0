package dev.gale.grouping;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.WorkerTopologyContext;
import java.io.Serializable;
import java.util.List;

/**
 * Chooses the tasks that receive a tuple.
 *
 * <p>It travels serialized with the topology. Every executor that emits on the stream has a copy for each subscribing
 * component and uses it on its own thread: {@link #prepare} once, then {@link #chooseTasks} for each tuple.
 */
public interface CustomStreamGrouping extends Serializable {
    /**
     * Called once before the first tuple.
     *
     * @param stream the stream to which the subscription belongs
     * @param targetTasks the tasks of the subscribing component, ascending
     */
    void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks);

    /**
     * Chooses among the target tasks.
     *
     * @param taskId the task that emits
     * @param values the values of the tuple; not to be changed
     * @return the tasks that receive the tuple; empty for none
     */
    List<Integer> chooseTasks(int taskId, List<Object> values);
}
