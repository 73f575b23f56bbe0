package dev.gale.spout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemesTest {
    private final ByteBuffer message = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}, 1, 3);

    @Test
    void shouldGiveTheRemainingBytesWhenTheSchemeIsRaw() {
        // when
        List<Object> values = new RawScheme().deserialize(message);

        // then
        assertThat(values).singleElement().isEqualTo(new byte[] {1, 2, 3});
        assertThat(message.remaining()).isEqualTo(3);
        assertThat(new RawScheme().getOutputFields()).isEqualTo(new Fields("bytes"));
    }

    @Test
    void shouldGiveTheRemainingBytesWhenTheBufferIsReadOnly() {
        assertThat(new RawScheme().deserialize(message.asReadOnlyBuffer()))
                .singleElement()
                .isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void shouldGiveOneTupleWhenTheMultiSchemeIsRaw() {
        // when
        Iterable<List<Object>> tuples = new RawMultiScheme().deserialize(message);

        // then
        assertThat(tuples)
                .singleElement()
                .satisfies(values -> assertThat(values).singleElement().isEqualTo(new byte[] {1, 2, 3}));
        assertThat(new RawMultiScheme().getOutputFields()).isEqualTo(new Fields("bytes"));
    }

    @Test
    void shouldGiveOneTupleWhenTheWrappedSchemeGivesOne() {
        // given
        SchemeAsMultiScheme multi = new SchemeAsMultiScheme(new FirstByteScheme());

        // when / then
        assertThat(multi.deserialize(message)).containsExactly(new Values((byte) 1));
        assertThat(multi.getOutputFields()).isEqualTo(new Fields("first"));
    }

    @Test
    void shouldDropTheMessageWhenTheWrappedSchemeDoes() {
        // given
        SchemeAsMultiScheme multi = new SchemeAsMultiScheme(new FirstByteScheme());

        // when / then
        assertThat(multi.deserialize(ByteBuffer.allocate(0))).isNull();
    }

    /** Drops empty messages. */
    private static final class FirstByteScheme implements Scheme {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Object> deserialize(ByteBuffer message) {
            return message.hasRemaining() ? new Values(message.get(message.position())) : null;
        }

        @Override
        public Fields getOutputFields() {
            return new Fields("first");
        }
    }
}
