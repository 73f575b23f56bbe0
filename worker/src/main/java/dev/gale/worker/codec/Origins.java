package dev.gale.worker.codec;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.worker.tuple.Origin;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** Finds the {@link Origin} of tuples that came from another worker. Confined to one thread. */
public final class Origins {
    private final List<GlobalStreamId> streams;
    private final GeneralTopologyContext context;
    private final Long2ObjectHashMap<Origin> known = new Long2ObjectHashMap<>();

    /** @param streams of the topology, in the order of their indices */
    public Origins(List<GlobalStreamId> streams, GeneralTopologyContext context) {
        this.streams = streams;
        this.context = context;
    }

    Origin of(int task, int streamIndex) {
        long key = ((long) task << 32) | streamIndex;
        Origin origin = known.get(key);
        if (origin == null) {
            if (streamIndex < 0 || streamIndex >= streams.size()) {
                throw new IllegalArgumentException(
                        "stream " + streamIndex + " of " + streams.size() + "; the sender runs another topology");
            }
            GlobalStreamId stream = streams.get(streamIndex);
            origin = new Origin(
                    task,
                    streamIndex,
                    stream.get_componentId(),
                    stream.get_streamId(),
                    context.getComponentOutputFields(stream),
                    context);
            known.put(key, origin);
        }
        return origin;
    }
}
