package dev.gale.spout;

import dev.gale.tuple.Fields;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/** Turns a message of an outside source into one tuple. Called by the executor thread of the spout that uses it. */
public interface Scheme extends Serializable {
    /**
     * Decodes a message.
     *
     * @param message its remaining bytes are the message
     * @return as many values as {@link #getOutputFields} has names; null if the message is to be dropped
     */
    List<Object> deserialize(ByteBuffer message);

    Fields getOutputFields();
}
