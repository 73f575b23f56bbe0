package dev.gale.spout;

import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.nio.ByteBuffer;
import java.util.List;

/** Passes a message on as it is: one field {@code bytes} with a {@code byte[]}. */
public class RawScheme implements Scheme {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Object> deserialize(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        return new Values((Object) bytes);
    }

    @Override
    public Fields getOutputFields() {
        return new Fields("bytes");
    }
}
