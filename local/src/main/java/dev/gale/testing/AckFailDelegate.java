package dev.gale.testing;

import java.io.Serializable;

/**
 * Told by a {@link FeederSpout} what became of its messages, on the spout's executor thread. It is serialized together
 * with the spout; to see anything in the test, an implementation has to keep its state where both can find it, as {@link
 * AckTracker} and {@link AckFailMapTracker} do.
 */
public interface AckFailDelegate extends Serializable {
    void ack(Object id);

    void fail(Object id);
}
