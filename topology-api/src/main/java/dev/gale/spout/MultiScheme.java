package dev.gale.spout;

import dev.gale.tuple.Fields;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns a message of an outside source into any number of tuples. Called by the executor thread of the spout that uses
 * it.
 */
public interface MultiScheme extends Serializable {
    /**
     * Decodes a message.
     *
     * @param message its remaining bytes are the message
     * @return tuples, each with as many values as {@link #getOutputFields} has names; null if the message is to be
     *     dropped
     */
    Iterable<List<Object>> deserialize(ByteBuffer message);

    Fields getOutputFields();
}
