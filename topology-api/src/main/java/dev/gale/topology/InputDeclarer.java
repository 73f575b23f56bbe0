package dev.gale.topology;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.tuple.Fields;

/**
 * Subscribes a bolt to streams and says how their tuples are spread over the bolt's tasks. Methods without a stream id
 * mean the stream {@code default}.
 *
 * <p>The source need not exist yet; a wrong reference is found by {@link TopologyValidator}. A bolt subscribes to a
 * stream in one way: where Storm lets the second call replace the first, Gale throws
 * {@link IllegalArgumentException}, since the lost subscription is never what was meant.
 *
 * @param <T> what the methods return, so that calls can be chained
 */
@SuppressWarnings("rawtypes") // the bound erases to the interface itself, as compiled topologies expect
public interface InputDeclarer<T extends InputDeclarer> {
    /** Like {@link #fieldsGrouping(String, String, Fields)} on the stream {@code default}. */
    T fieldsGrouping(String componentId, Fields fields);

    /**
     * Sends tuples with equal values in {@code fields} to the same task.
     *
     * @throws IllegalArgumentException if there are no fields; {@link #globalGrouping(String, String)} is the way to
     *     send everything to one task
     */
    T fieldsGrouping(String componentId, String streamId, Fields fields);

    /** Like {@link #globalGrouping(String, String)} on the stream {@code default}. */
    T globalGrouping(String componentId);

    /** Sends every tuple to the bolt's task with the lowest id. */
    T globalGrouping(String componentId, String streamId);

    /** Like {@link #shuffleGrouping(String, String)} on the stream {@code default}. */
    T shuffleGrouping(String componentId);

    /** Spreads tuples evenly over the tasks. */
    T shuffleGrouping(String componentId, String streamId);

    /** Like {@link #localOrShuffleGrouping(String, String)} on the stream {@code default}. */
    T localOrShuffleGrouping(String componentId);

    /** Spreads tuples evenly over the tasks in the sender's worker or, where there are none, over all. */
    T localOrShuffleGrouping(String componentId, String streamId);

    /** Like {@link #noneGrouping(String, String)} on the stream {@code default}. */
    T noneGrouping(String componentId);

    /** Leaves the choice to the system: a task at random. */
    T noneGrouping(String componentId, String streamId);

    /** Like {@link #allGrouping(String, String)} on the stream {@code default}. */
    T allGrouping(String componentId);

    /** Sends every tuple to every task. */
    T allGrouping(String componentId, String streamId);

    /** Like {@link #directGrouping(String, String)} on the stream {@code default}. */
    T directGrouping(String componentId);

    /** The sender names the receiving task with {@code emitDirect}. */
    T directGrouping(String componentId, String streamId);

    /** Like {@link #partialKeyGrouping(String, String, Fields)} on the stream {@code default}. */
    T partialKeyGrouping(String componentId, Fields fields);

    /**
     * Sends tuples with equal values in {@code fields} to one of two tasks, the one this sender has used less.
     *
     * @param fields the key; null takes the tuple's first value
     */
    T partialKeyGrouping(String componentId, String streamId, Fields fields);

    /** Like {@link #customGrouping(String, String, CustomStreamGrouping)} on the stream {@code default}. */
    T customGrouping(String componentId, CustomStreamGrouping grouping);

    /**
     * Lets user code choose the tasks. The grouping is serialized at once: later changes to the object have no effect.
     *
     * @throws IllegalStateException if the grouping cannot be serialized
     */
    T customGrouping(String componentId, String streamId, CustomStreamGrouping grouping);

    /** Subscribes with a grouping in its stored form. */
    T grouping(GlobalStreamId id, Grouping grouping);
}
