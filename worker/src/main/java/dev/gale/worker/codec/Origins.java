package dev.gale.worker.codec;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** Finds the {@link Link} of tuples that came from another worker. Confined to one thread. */
public final class Origins {
    /** A task's stream with the links from it that have been used. */
    private record Known(Origin origin, Int2ObjectHashMap<Link> links) {}

    private final List<GlobalStreamId> streams;
    private final GeneralTopologyContext context;
    private final int firstReceiver;
    private final int receivers;
    private final Long2ObjectHashMap<Known> known = new Long2ObjectHashMap<>();

    /** The link that was asked for last, and of which task and stream. */
    private Link last;

    private long lastKey;

    /** @param streams of the topology, in the order of their indices */
    public Origins(List<GlobalStreamId> streams, GeneralTopologyContext context) {
        this(streams, context, 0, Integer.MAX_VALUE);
    }

    /**
     * For one executor: what is for others is refused.
     *
     * @param streams of the topology, in the order of their indices
     * @param firstReceiver the executor's first task
     * @param receivers how many tasks it has
     */
    public Origins(List<GlobalStreamId> streams, GeneralTopologyContext context, int firstReceiver, int receivers) {
        this.streams = streams;
        this.context = context;
        this.firstReceiver = firstReceiver;
        this.receivers = receivers;
    }

    /** The link from a task's stream to a receiving task. */
    Link link(int task, int streamIndex, int destinationTask) {
        long key = ((long) task << 32) | streamIndex;
        if (key == lastKey && last != null && last.destinationTask() == destinationTask) {
            // Most tuples of a frame go the same way.
            return last;
        }
        Known from = known.get(key);
        if (from == null) {
            from = new Known(newOrigin(task, streamIndex), new Int2ObjectHashMap<>());
            known.put(key, from);
        }
        Link link = from.links.get(destinationTask);
        if (link == null) {
            if (destinationTask < firstReceiver || destinationTask - firstReceiver >= receivers) {
                throw new IllegalArgumentException("a tuple for task " + destinationTask + " came to tasks "
                        + firstReceiver + " to " + (firstReceiver + receivers - 1)
                        + "; the sender runs another topology");
            }
            link = new Link(from.origin, destinationTask);
            from.links.put(destinationTask, link);
        }
        lastKey = key;
        last = link;
        return link;
    }

    private Origin newOrigin(int task, int streamIndex) {
        if (streamIndex < 0 || streamIndex >= streams.size()) {
            throw new IllegalArgumentException(
                    "stream " + streamIndex + " of " + streams.size() + "; the sender runs another topology");
        }
        GlobalStreamId stream = streams.get(streamIndex);
        if (!stream.get_componentId().equals(context.getComponentId(task))) {
            throw new IllegalArgumentException("task " + task + " is none of " + stream.get_componentId()
                    + ", whose stream it sends on; the sender runs another topology");
        }
        return new Origin(
                task,
                streamIndex,
                stream.get_componentId(),
                stream.get_streamId(),
                context.getComponentOutputFields(stream),
                context);
    }
}
