package dev.gale.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.tuple.Values;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommonValuesTest {
    private static final List<Object> ALL = Arrays.asList(
            "",
            "word",
            "w\u00f6rd \ud83d\ude00",
            "x".repeat(5000),
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0,
            -1,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            null,
            1.5,
            true,
            'c',
            new Values("a", 1L),
            new ArrayList<>(List.of("list")));

    private final Kryo kryo = SerializationFactory.getKryo(Map.of());
    private final CommonValues common = new CommonValues(kryo);

    /** Writes each text with a mark. */
    public static final class Marking extends Serializer<String> {
        @Override
        public void write(Kryo writer, Output output, String text) {
            output.writeString("marked " + text);
        }

        @Override
        public String read(Kryo reader, Input input, Class<? extends String> type) {
            return input.readString();
        }
    }

    private byte[] written(Object value) {
        Output output = new Output(16, -1);
        common.write(value, output);
        return output.toBytes();
    }

    @Test
    void shouldWriteTheBytesThatKryoWrites() {
        for (Object value : ALL) {
            Output kryos = new Output(16, -1);
            kryo.writeClassAndObject(kryos, value);

            assertThat(written(value)).describedAs("" + value).isEqualTo(kryos.toBytes());
        }
    }

    @Test
    void shouldReadWhatItWroteFromAnArrayAndFromAStream() {
        for (Object value : ALL) {
            assertThat(common.read(new Input(written(value)))).isEqualTo(value);
            assertThat(common.read(new Input(new ByteArrayInputStream(written(value)), 16)))
                    .isEqualTo(value);
        }
    }

    @Test
    void shouldLeaveAKindToKryoWhenItHasASerializerOfItsOwn() {
        kryo.register(String.class, new Marking());
        CommonValues own = new CommonValues(kryo);
        Output output = new Output(16, -1);

        own.write("word", output);

        assertThat(own.read(new Input(output.toBytes()))).isEqualTo("marked word");
    }

    @Test
    void shouldLeaveAllToKryoWhenItKeepsReferences() {
        kryo.setReferences(true);
        CommonValues own = new CommonValues(kryo);
        for (Object value : ALL) {
            Output output = new Output(16, -1);
            own.write(value, output);

            assertThat(kryo.readClassAndObject(new Input(output.toBytes()))).isEqualTo(value);
        }
    }
}
