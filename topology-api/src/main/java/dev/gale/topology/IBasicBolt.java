package dev.gale.topology;

import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.Map;

/**
 * A bolt that is done with a tuple when {@link #execute} returns. Everything it emits is anchored to that tuple, which
 * is then acknowledged; throwing {@link FailedException} fails it instead.
 *
 * <p>All three methods run on the executor's thread: {@code prepare} once, then {@code execute} for each tuple, then
 * {@code cleanup} if the worker stops in an orderly way.
 */
public interface IBasicBolt extends IComponent {
    /**
     * Called once before the first tuple.
     *
     * @param topoConf configuration of the topology with this component's settings laid over it
     */
    void prepare(Map<String, Object> topoConf, TopologyContext context);

    /**
     * Handles one tuple.
     *
     * @param collector valid during this call only: it anchors to {@code input}
     * @throws FailedException to have {@code input} failed; any other exception is a failure of the executor
     */
    void execute(Tuple input, BasicOutputCollector collector);

    /** Releases what {@code prepare} acquired. Not called when the process is killed. */
    void cleanup();
}
