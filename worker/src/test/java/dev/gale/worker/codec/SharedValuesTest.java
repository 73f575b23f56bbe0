package dev.gale.worker.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.SharedValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies of one tuple for several receivers, as the codec writes them. */
class SharedValuesTest {
    private static final int ALL_FIT = Integer.MAX_VALUE;
    private static final GlobalStreamId STREAM = new GlobalStreamId("words", "default");
    private static final Fields FIELDS = new Fields("text", "number");

    private final GeneralTopologyContext context = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(1, "words"),
            Map.of("words", List.of(1)),
            Map.of("words", Map.of("default", FIELDS)),
            "words-1");
    private final Origin origin = new Origin(1, 0, "words", "default", FIELDS, context);
    private final List<Envelope> undeliverable = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final TupleCodec codec =
            new TupleCodec(CountedText.conf(), new Origins(List.of(STREAM), context), new TupleCodec.Undeliverable() {
                @Override
                public void onUndeliverable(Envelope tuple, Throwable error) {
                    undeliverable.add(tuple);
                    errors.add(error);
                }

                @Override
                public void onUndecodable(int lostTuples, Throwable error) {
                    throw new AssertionError("lost " + lostTuples, error);
                }
            });

    private static SharedValues shared(CountedText text) {
        return new SharedValues(List.of(text, 7));
    }

    /** Copies of one emit that is over. */
    private List<Envelope> copies(SharedValues values, int count) {
        List<Envelope> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new EdgedEnvelope(new Link(origin, 10 + i), values.join(), 100 + i, 200 + i));
        }
        values.leave();
        return copies;
    }

    private int encode(List<Envelope> tuples, int from, int mostBytes) {
        return codec.encode(tuples.toArray(new Envelope[Destination.BATCH]), from, tuples.size(), mostBytes);
    }

    private List<Envelope> decode() {
        Envelope[] into = new Envelope[Destination.BATCH];
        int count = codec.decode(Arrays.copyOf(codec.buffer(), codec.length()), into);
        return Arrays.asList(into).subList(0, count);
    }

    /** Sends each in a frame of its own. */
    private List<Envelope> bringOverOneByOne(List<Envelope> tuples) {
        List<Envelope> received = new ArrayList<>();
        for (Envelope tuple : tuples) {
            encode(List.of(tuple), 0, ALL_FIT);
            received.addAll(decode());
        }
        return received;
    }

    @Test
    void shouldSerializeOnceWhenCopiesGoInSeveralFrames() {
        // given
        CountedText text = new CountedText("gale");
        SharedValues values = shared(text);

        // when
        List<Envelope> received = bringOverOneByOne(copies(values, 6));

        // then: each has the values, but its own receiver and its own place in its tree
        assertThat(text.writes()).isEqualTo(1);
        assertThat(received)
                .extracting(t -> t.getValues().toString())
                .hasSize(6)
                .containsOnly("[gale, 7]");
        assertThat(received).extracting(Envelope::destinationTask).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(received).extracting(Envelope::root).containsExactly(100L, 101L, 102L, 103L, 104L, 105L);
        assertThat(received).extracting(Envelope::xor).containsExactly(200L, 201L, 202L, 203L, 204L, 205L);
        assertThat(values.encoded()).isNull();
    }

    @Test
    void shouldSerializeOnceWhenCopiesGoInOneFrame() {
        // given
        CountedText text = new CountedText("gale");

        // when
        encode(copies(shared(text), 6), 0, ALL_FIT);

        // then
        assertThat(decode())
                .extracting(t -> t.getValues().toString())
                .hasSize(6)
                .containsOnly("[gale, 7]");
        assertThat(text.writes()).isEqualTo(1);
    }

    @Test
    void shouldSerializeOnceWhenTheFirstCopyLeavesBeforeTheNextIsMade() {
        // given: a full outbox is flushed within the emit
        CountedText text = new CountedText("gale");
        SharedValues values = shared(text);

        // when
        for (int i = 0; i < 3; i++) {
            encode(List.of(new EdgedEnvelope(new Link(origin, 10), values.join())), 0, ALL_FIT);
        }

        // then
        assertThat(text.writes()).isEqualTo(1);
        assertThat(values.encoded()).isNotNull();

        // when
        values.leave();

        // then
        assertThat(values.encoded()).isNull();
    }

    @Test
    void shouldKeepTheBytesOnlyAsLongAsACopyWaits() {
        // given
        SharedValues values = shared(new CountedText("gale"));
        List<Envelope> copies = copies(values, 2);

        // when
        encode(copies.subList(0, 1), 0, ALL_FIT);

        // then
        assertThat(values.encoded()).isNotNull();

        // when
        encode(copies.subList(1, 2), 0, ALL_FIT);

        // then
        assertThat(values.encoded()).isNull();
    }

    @Test
    void shouldKeepNoBytesWhenThereIsOneCopyOnly() {
        // given
        SharedValues values = shared(new CountedText("gale"));
        List<Envelope> copies = copies(values, 1);
        assertThat(values.isWanted()).isFalse();

        // when
        List<Envelope> received = bringOverOneByOne(copies);

        // then
        assertThat(received).extracting(t -> t.getValues().toString()).containsExactly("[gale, 7]");
    }

    @Test
    void shouldSerializeOnceWhenTheLastCopyMustWaitForAnotherFrame() {
        // given: two fit into a frame
        CountedText text = new CountedText("x".repeat(400));
        SharedValues values = shared(text);
        List<Envelope> copies = copies(values, 3);

        // when
        int next = encode(copies, 0, 1_000);

        // then
        assertThat(next).isEqualTo(2);
        assertThat(decode()).hasSize(2);
        assertThat(values.encoded()).isNotNull();

        // when
        next = encode(copies, next, 1_000);

        // then
        assertThat(next).isEqualTo(3);
        assertThat(decode()).extracting(t -> t.getValue(0).toString()).containsExactly(text.toString());
        assertThat(text.writes()).isEqualTo(1);
        assertThat(values.encoded()).isNull();
    }

    @Test
    void shouldBeUndeliverableForEachReceiverWhenTheSerializerFails() {
        // given
        CountedText good = new CountedText("good");
        List<Envelope> bad = copies(shared(new CountedText("bad")), 3);
        List<Envelope> batch = new ArrayList<>(bad);
        batch.addAll(1, copies(shared(good), 2));

        // when
        encode(batch, 0, ALL_FIT);

        // then
        assertThat(decode()).extracting(t -> t.getValues().toString()).containsExactly("[good, 7]", "[good, 7]");
        assertThat(good.writes()).isEqualTo(1);
        assertThat(undeliverable).isEqualTo(bad);
        assertThat(undeliverable.get(2))
                .hasToString(bad.get(2).toString())
                .asString()
                .endsWith("[bad, 7]");
        assertThat(errors).allSatisfy(error -> assertThat(error).hasMessageContaining("it is bad"));
    }

    @Test
    void shouldBeUndeliverableForEachReceiverWhenNoFrameCouldHoldIt() {
        // given
        CountedText text = new CountedText("x".repeat(2_000));
        SharedValues values = shared(text);
        List<Envelope> copies = copies(values, 2);

        // when
        int next = encode(copies, 0, 1_000);

        // then
        assertThat(next).isEqualTo(2);
        assertThat(decode()).isEmpty();
        assertThat(undeliverable).isEqualTo(copies);
        assertThat(errors).hasOnlyElementsOfType(TupleTooLargeException.class);
        assertThat(text.writes()).isEqualTo(1);
        assertThat(values.encoded()).isNull();
    }
}
