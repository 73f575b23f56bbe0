package dev.gale.worker.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.Config;
import java.util.HashMap;
import java.util.Map;

/** A value that knows how often it was serialized, which fails when its text is {@code bad}. Confined to one thread. */
public final class CountedText {
    private final String text;
    private int writes;

    public CountedText(String text) {
        this.text = text;
    }

    /** How often somebody has begun to serialize it. */
    public int writes() {
        return writes;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A configuration in which it is registered. */
    public static Map<String, Object> conf() {
        Map<String, Object> conf = new HashMap<>();
        Config.registerSerialization(conf, CountedText.class, Counting.class);
        return conf;
    }

    public static final class Counting extends Serializer<CountedText> {
        @Override
        public void write(Kryo kryo, Output output, CountedText value) {
            value.writes++;
            output.writeString(value.text);
            if (value.text.equals("bad")) {
                throw new IllegalStateException("it is bad");
            }
        }

        @Override
        public CountedText read(Kryo kryo, Input input, Class<? extends CountedText> type) {
            return new CountedText(input.readString());
        }
    }
}
