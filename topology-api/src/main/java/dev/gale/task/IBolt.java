package dev.gale.task;

import dev.gale.tuple.Tuple;
import java.io.Serializable;
import java.util.Map;

/**
 * Processes tuples and may emit new ones.
 *
 * <p>A bolt object is made where the topology is built, serialized, and deserialized once for each of its tasks; what
 * cannot be serialized is created in {@link #prepare}. All methods of one task are called by one thread at a time, in
 * the order {@code prepare}, any number of {@code execute}, {@code cleanup}. What they throw is an error of the task,
 * which the runtime reports with component, task and tuple.
 */
public interface IBolt extends Serializable {
    /**
     * Called once before the first tuple.
     *
     * @param topoConf the topology's configuration with this component's own settings applied
     * @param collector for emitting, acking and failing; keep it
     */
    void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector);

    /**
     * Takes one tuple, which the bolt must ack or fail in the end, in this call or later. Tuples that were not acked
     * in time are failed at the spout that they descend from.
     */
    void execute(Tuple input);

    /** Called once after the last tuple when the topology stops in order; not called when its process is killed. */
    void cleanup();
}
