package dev.gale.worker.plan;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.StreamInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One component of a running topology.
 *
 * @param serialized the user's spout or bolt, Java-serialized; read-only
 * @param firstTask id of the first task; the others follow without gaps
 * @param tasks how many tasks
 * @param executors how many executors share them, at most {@code tasks}
 * @param conf the topology's configuration with what the component overrides
 * @param inputs what it subscribes to
 * @param streams what it declares, system streams included
 */
public record ComponentPlan(
        String id,
        boolean spout,
        ByteBuffer serialized,
        int firstTask,
        int tasks,
        int executors,
        Map<String, Object> conf,
        Map<GlobalStreamId, Grouping> inputs,
        Map<String, StreamInfo> streams) {

    /** Ids of all tasks, ascending. */
    public List<Integer> taskIds() {
        return IntStream.range(firstTask, firstTask + tasks).boxed().toList();
    }

    /** A guess at how much an executor of this component does, compared with others of the topology. */
    public int expectedLoad() {
        // Behind a fields grouping there is state, and with it most of the work.
        boolean keyed = inputs.values().stream()
                .anyMatch(grouping ->
                        grouping.is_set_fields() && !grouping.get_fields().isEmpty());
        return keyed ? 2 : 1;
    }
}
