package dev.gale.worker.tuple;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;

/**
 * Where tuples come from: one task and one of its streams. Made once, shared by all tuples of that origin, so that a
 * tuple carries one reference instead of names. Immutable.
 */
public final class Origin {
    private final int task;
    private final int streamIndex;
    private final Fields fields;
    private final GlobalStreamId stream;
    private final GeneralTopologyContext context;

    /**
     * @param task the emitting task; -1 for the system
     * @param streamIndex number of (component, stream) within the topology, the same in all its workers
     */
    public Origin(
            int task,
            int streamIndex,
            String component,
            String streamId,
            Fields fields,
            GeneralTopologyContext context) {
        this.task = task;
        this.streamIndex = streamIndex;
        this.fields = fields;
        this.stream = new GlobalStreamId(component, streamId);
        this.context = context;
    }

    public int task() {
        return task;
    }

    public int streamIndex() {
        return streamIndex;
    }

    public String component() {
        return stream.get_componentId();
    }

    public String streamId() {
        return stream.get_streamId();
    }

    public Fields fields() {
        return fields;
    }

    public GlobalStreamId stream() {
        return stream;
    }

    public GeneralTopologyContext context() {
        return context;
    }
}
