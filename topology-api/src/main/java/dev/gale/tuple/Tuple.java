package dev.gale.tuple;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;

/**
 * One element of a stream as a bolt receives it: values plus where they come from.
 *
 * <p>A bolt may keep a tuple and hand it to other threads, until it acks or fails it. Tuples are compared by identity:
 * two tuples with equal values are still two deliveries, each of which wants its own ack.
 */
public interface Tuple extends ITuple {
    GlobalStreamId getSourceGlobalStreamId();

    /** The component that emitted this tuple; a component whose id starts with {@code __} is the system's. */
    String getSourceComponent();

    /** The task that emitted this tuple; negative for tuples that the system made. */
    int getSourceTask();

    String getSourceStreamId();

    /** The spout tuples that this one descends from; never null, without anchors if nobody waits for its ack. */
    MessageId getMessageId();

    /** The topology that this tuple travels in. */
    GeneralTopologyContext getContext();
}
