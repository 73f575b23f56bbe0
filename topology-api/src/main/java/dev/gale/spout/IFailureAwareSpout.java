package dev.gale.spout;

/**
 * A spout that wants to know why its tuples fail, for instance to send poisonous ones elsewhere instead of emitting
 * them again. The runtime calls {@link #fail(Object, TupleFailure)} instead of {@link ISpout#fail(Object)}, on the same
 * thread.
 */
public interface IFailureAwareSpout extends ISpout {
    /**
     * The tuple that was emitted with this message id failed.
     *
     * @param msgId the very object given to {@code emit}
     */
    default void fail(Object msgId, TupleFailure failure) {
        fail(msgId);
    }
}
