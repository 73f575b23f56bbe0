package dev.gale.worker.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TupleCodecTest {
    private static final GlobalStreamId WORDS = new GlobalStreamId("words", "default");
    private static final GlobalStreamId ERRORS = new GlobalStreamId("words", "errors");
    private static final GlobalStreamId TICK = new GlobalStreamId("__system", "__tick");
    private static final List<GlobalStreamId> STREAMS = List.of(WORDS, ERRORS, TICK);

    private final GeneralTopologyContext context = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(1, "words", 2, "words"),
            Map.of("words", List.of(1, 2)),
            Map.of(
                    "words",
                    Map.of("default", new Fields("word", "length"), "errors", new Fields("reason")),
                    "__system",
                    Map.of("__tick", new Fields("rate_secs"))),
            "words-1");
    private final RecordingUndeliverable troubles = new RecordingUndeliverable();
    private final TupleCodec sender = codec(STREAMS, Map.of());
    private final TupleCodec receiver = codec(STREAMS, Map.of());

    /** A class that no Kryo knows. */
    private record Unregistered(int x) {}

    /** Keeps what could not be brought over. */
    private static final class RecordingUndeliverable implements TupleCodec.Undeliverable {
        private final List<Envelope> undeliverable = new ArrayList<>();
        private final List<Integer> lost = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();

        @Override
        public void onUndeliverable(Envelope tuple, Throwable error) {
            undeliverable.add(tuple);
            errors.add(error.getMessage());
        }

        @Override
        public void onUndecodable(int lostTuples, Throwable error) {
            lost.add(lostTuples);
            errors.add(error.getMessage());
        }
    }

    private TupleCodec codec(List<GlobalStreamId> streams, Map<String, Object> conf) {
        return new TupleCodec(conf, new Origins(streams, context), troubles);
    }

    private EdgedEnvelope tuple(int sourceTask, GlobalStreamId stream, int destination, Object... values) {
        Origin origin = new Origin(
                sourceTask,
                STREAMS.indexOf(stream),
                stream.get_componentId(),
                stream.get_streamId(),
                context.getComponentOutputFields(stream),
                context);
        return new EdgedEnvelope(new Link(origin, destination), Arrays.asList(values));
    }

    private EdgedEnvelope word(String word) {
        return tuple(1, WORDS, 7, word, word.length());
    }

    private static Envelope[] batch(Envelope... tuples) {
        return Arrays.copyOf(tuples, Destination.BATCH);
    }

    private List<Envelope> bringOver(Envelope... tuples) {
        return decode(receiver, sender.encode(batch(tuples), tuples.length));
    }

    private static List<Envelope> decode(TupleCodec codec, byte[] frame) {
        Envelope[] into = new Envelope[Destination.BATCH];
        int count = codec.decode(frame, into);
        assertThat(Arrays.asList(into).subList(count, into.length)).allMatch(Objects::isNull);
        return List.copyOf(Arrays.asList(into).subList(0, count));
    }

    @Test
    void shouldBringOverEverythingWhenATupleTravels() {
        // given
        EdgedEnvelope sent = tuple(2, ERRORS, 9, "no luck");
        sent.addRoot(0x7FFF_0000_0000_0001L, -5);

        // when
        Envelope received = bringOver(sent).get(0);

        // then
        assertThat(received.destinationTask()).isEqualTo(9);
        assertThat(received.getSourceTask()).isEqualTo(2);
        assertThat(received.getSourceComponent()).isEqualTo("words");
        assertThat(received.getSourceStreamId()).isEqualTo("errors");
        assertThat(received.origin().streamIndex()).isEqualTo(1);
        assertThat(received.getFields().toList()).containsExactly("reason");
        assertThat(received.getStringByField("reason")).isEqualTo("no luck");
        assertThat(received.getContext()).isSameAs(context);
        assertThat(received.rootCount()).isEqualTo(1);
        assertThat(received.root()).isEqualTo(0x7FFF_0000_0000_0001L);
        assertThat(received.xor()).isEqualTo(-5);
        assertThat(received.isLive()).isTrue();
        assertThat(troubles.errors).isEmpty();
    }

    @Test
    void shouldBringOverEveryRootWhenThereAreSeveral() {
        // given
        EdgedEnvelope sent = word("gale");
        long[] rootsAndEdges = {-1L, Long.MIN_VALUE, 1L, 1L, Long.MAX_VALUE, -1L, 77L, 0L};
        for (int i = 0; i < rootsAndEdges.length; i += 2) {
            sent.addRoot(rootsAndEdges[i], rootsAndEdges[i + 1]);
        }

        // when
        Envelope received = bringOver(sent).get(0);

        // then
        assertThat(received.rootCount()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(received.root(i)).isEqualTo(rootsAndEdges[2 * i]);
            assertThat(received.xor(i)).isEqualTo(rootsAndEdges[2 * i + 1]);
        }
    }

    @Test
    void shouldBringOverNoRootWhenItIsUntracked() {
        assertThat(bringOver(word("gale")).get(0).rootCount()).isZero();
    }

    @Test
    void shouldBringOverValuesOfManyKindsWhenTheyAreRegistered() {
        // given
        List<Object> list = new ArrayList<>(Arrays.asList("a", 1, null, 2.5));
        Map<String, Object> map = new HashMap<>(Map.of("k", new ArrayList<>(List.of(1L, 2L))));

        // when
        Envelope received = bringOver(tuple(1, WORDS, 7, list, map)).get(0);
        Envelope more = bringOver(tuple(1, WORDS, 7, null, new byte[] {1, -1})).get(0);

        // then
        assertThat(received.getValue(0)).isEqualTo(list);
        assertThat(received.getValue(1)).isEqualTo(map);
        assertThat(more.getValue(0)).isNull();
        assertThat(more.getBinary(1)).containsExactly(1, -1);
    }

    @Test
    void shouldBringOverATickWhenItsTaskIsTheSystem() {
        // when
        Envelope received = bringOver(tuple(-1, TICK, 7, 60)).get(0);

        // then
        assertThat(received.getSourceTask()).isEqualTo(-1);
        assertThat(received.getSourceComponent()).isEqualTo("__system");
    }

    @Test
    void shouldKeepTheOrderWhenABatchIsFull() {
        // given
        Envelope[] batch = new Envelope[Destination.BATCH];
        Arrays.setAll(batch, i -> {
            EdgedEnvelope tuple = word("word-" + i);
            tuple.addRoot(i + 1, i);
            return tuple;
        });

        // when
        List<Envelope> received = bringOver(batch);

        // then
        assertThat(received).hasSize(Destination.BATCH);
        for (int i = 0; i < Destination.BATCH; i++) {
            assertThat(received.get(i).getString(0)).isEqualTo("word-" + i);
            assertThat(received.get(i).root()).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldEncodeOnlyAsManyAsCountedWhenTheArrayHoldsMore() {
        // given
        Envelope[] batch = batch(word("a"), word("b"), word("left over"));

        // when
        List<Envelope> received = decode(receiver, sender.encode(batch, 2));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b");
    }

    @Test
    void shouldShareTheOriginWhenTuplesComeFromTheSameTaskAndStream() {
        // when
        List<Envelope> received = bringOver(word("a"), word("b"), tuple(2, WORDS, 7, "c", 1), tuple(1, ERRORS, 7, "d"));

        // then
        assertThat(received.get(1).origin()).isSameAs(received.get(0).origin());
        assertThat(received.get(2).origin()).isNotSameAs(received.get(0).origin());
        assertThat(received.get(3).origin()).isNotSameAs(received.get(0).origin());
    }

    @Test
    void shouldBringOverAnyTuplesWhenUsedAgainAndAgain() {
        SplitMix64 random = new SplitMix64(12);
        for (int round = 0; round < 300; round++) {
            // given
            Envelope[] tuples = new Envelope[1 + random.nextInt(Destination.BATCH)];
            Arrays.setAll(tuples, i -> {
                EdgedEnvelope tuple = tuple(1 + random.nextInt(2), WORDS, random.nextInt(1 << 30), anyText(random), i);
                for (int roots = random.nextInt(4); roots > 0; roots--) {
                    tuple.addRoot(random.nextNonZeroLong(), random.nextLong());
                }
                return tuple;
            });

            // when
            List<Envelope> received = bringOver(tuples);

            // then
            assertThat(received)
                    .extracting(Envelope::toString)
                    .isEqualTo(Arrays.stream(tuples).map(Envelope::toString).toList());
            assertThat(received)
                    .extracting(Envelope::destinationTask)
                    .isEqualTo(
                            Arrays.stream(tuples).map(Envelope::destinationTask).toList());
        }
    }

    @Test
    void shouldBringOverTheWayOfEachTupleWhenSomeGoTheSameAndOthersNot() {
        SplitMix64 random = new SplitMix64(13);
        List<Link> ways = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Origin from = tuple(1 + i % 2, i % 3 == 0 ? ERRORS : WORDS, 0, i).origin();
            ways.add(new Link(from, 7 + i / 4));
            ways.add(new Link(from, 300));
        }
        for (int round = 0; round < 200; round++) {
            // given: runs of the same way, and some that can't be encoded at any place
            List<Envelope> tuples = new ArrayList<>();
            List<Envelope> encodable = new ArrayList<>();
            int most = 1 + random.nextInt(ways.size());
            for (int i = 1 + random.nextInt(Destination.BATCH); i > 0; i--) {
                boolean bad = random.nextInt(8) == 0;
                Object value = bad ? new Unregistered(i) : anyText(random);
                EdgedEnvelope tuple = new EdgedEnvelope(ways.get(random.nextInt(most)), List.of(i, value));
                tuples.add(tuple);
                if (!bad) {
                    encodable.add(tuple);
                }
            }

            // when
            List<Envelope> received = bringOver(tuples.toArray(Envelope[]::new));

            // then
            assertThat(received)
                    .extracting(TupleCodecTest::text)
                    .isEqualTo(encodable.stream().map(TupleCodecTest::text).toList());
        }
        assertThat(troubles.lost).isEmpty();
    }

    private static String text(Envelope tuple) {
        return tuple + " to " + tuple.destinationTask();
    }

    @Test
    void shouldSayTheWayAnewWhenATupleBecomesTheFirstOfAnotherFrame() {
        // given: all go the same way, and two fit into a frame
        Link way = new Link(word("").origin(), 7);
        Envelope[] batch = batch();
        for (int i = 0; i < 5; i++) {
            batch[i] = new EdgedEnvelope(way, List.of("x".repeat(400), i));
        }

        // when
        List<Object> received = new ArrayList<>();
        int next = 0;
        while (next < 5) {
            next = sender.encode(batch, next, 5, 1_000);
            decode(receiver, Arrays.copyOf(sender.buffer(), sender.length())).forEach(t -> received.add(t.getValue(1)));
        }

        // then
        assertThat(received).isEqualTo(List.of(0, 1, 2, 3, 4));
    }

    @Test
    void shouldRefuseAFrameWhenItsFirstTupleHasNoWay() {
        // given: one tuple, no roots, no way, no values
        byte[] frame = {1, 0, 0, 0};
        decode(receiver, sender.encode(batch(word("a")), 1));

        // when
        List<Envelope> received = decode(receiver, frame);

        // then
        assertThat(received).isEmpty();
        assertThat(troubles.lost).containsExactly(1);
        assertThat(troubles.errors).containsExactly("a frame whose first tuple doesn't say where it comes from");
    }

    private static String anyText(SplitMix64 random) {
        return "ä".repeat(random.nextInt(40)) + random.nextInt(1_000);
    }

    // --- large ---

    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000, 5_000_000})
    void shouldBringOverAHugeValueWhenTheBufferMustGrow(int bytes) {
        // given
        byte[] huge = new byte[bytes];
        Arrays.fill(huge, (byte) 7);

        // when
        List<Envelope> received = bringOver(word("before"), tuple(1, WORDS, 7, huge, 1), word("after"));

        // then
        assertThat(received).hasSize(3);
        assertThat(received.get(1).getBinary(0)).isEqualTo(huge);
        assertThat(received.get(2).getString(0)).isEqualTo("after");
    }

    @Test
    void shouldGoOnWhenAHugeFrameHasBeenEncoded() {
        // given
        bringOver(tuple(1, WORDS, 7, new byte[3_000_000], 1));

        // when
        List<Envelope> received = bringOver(word("small"));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("small");
    }

    // --- what can't be encoded ---

    @Test
    void shouldLeaveItOutWhenATupleInTheMiddleCannotBeEncoded() {
        // given
        EdgedEnvelope bad = tuple(1, WORDS, 7, new Unregistered(1), 0);

        // when
        List<Envelope> received = bringOver(word("a"), bad, word("b"), word("c"));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b", "c");
        assertThat(troubles.undeliverable).containsExactly(bad);
        assertThat(troubles.errors.get(0))
                .contains(Unregistered.class.getName())
                .contains("not registered");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldLeaveItOutWhenATupleFailsHalfWay(int position) {
        // given: its first value is written already when the second fails
        List<Envelope> tuples = new ArrayList<>(List.of(word("a"), word("b")));
        EdgedEnvelope bad = tuple(1, WORDS, 7, "x".repeat(20_000), new ArrayList<>(List.of("y", new Unregistered(2))));
        bad.addRoot(5, 6);
        tuples.add(position, bad);

        // when
        List<Envelope> received = bringOver(tuples.toArray(Envelope[]::new));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b");
        assertThat(troubles.undeliverable).containsExactly(bad);
        assertThat(troubles.lost).isEmpty();
    }

    @Test
    void shouldMakeAnEmptyFrameWhenNothingCanBeEncoded() {
        // when
        byte[] frame = sender.encode(batch(tuple(1, WORDS, 7, new Unregistered(1), 0)), 1);

        // then
        assertThat(decode(receiver, frame)).isEmpty();
        assertThat(troubles.lost).isEmpty();
        assertThat(troubles.undeliverable).hasSize(1);
    }

    @Test
    void shouldGoOnWhenATupleCouldNotBeEncodedBefore() {
        // given
        sender.encode(batch(tuple(1, WORDS, 7, new ArrayList<>(List.of(new Unregistered(1))), 0)), 1);

        // when
        List<Envelope> received = bringOver(word("next"));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("next");
    }

    @Test
    void shouldBringOverUnregisteredValuesWhenJavaSerializationIsAllowed() {
        // given
        Map<String, Object> conf = Map.of(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, true);
        TupleCodec from = codec(STREAMS, conf);
        TupleCodec to = codec(STREAMS, conf);

        // when
        byte[] frame = from.encode(batch(tuple(1, WORDS, 7, Collections.nCopies(2, "x"), 0)), 1);

        // then
        assertThat(decode(to, frame).get(0).getValue(0)).isEqualTo(List.of("x", "x"));
    }

    // --- what can't be decoded ---

    @Test
    void shouldReadTheFirstAndReportTheRestWhenAFrameIsCutOff() {
        // given: cut within the third tuple
        byte[] whole = sender.encode(batch(word("a"), word("b"), word("c".repeat(100)), word("d")), 4);
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);

        // when
        List<Envelope> received = decode(receiver, cut);

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b");
        assertThat(troubles.lost).containsExactly(2);
    }

    @Test
    void shouldLoseOnlyTheRestWhereverAFrameIsCutOff() {
        // given
        byte[] whole = sender.encode(batch(word("a"), word("b"), word("c")), 3);

        for (int length = 2; length < whole.length; length++) {
            // when
            troubles.lost.clear();
            List<Envelope> received = decode(receiver, Arrays.copyOf(whole, length));

            // then
            assertThat(received.size() + troubles.lost.get(0))
                    .as("read and lost of the first %d bytes", length)
                    .isEqualTo(3);
            assertThat(received)
                    .extracting(t -> t.getString(0))
                    .isEqualTo(List.of("a", "b", "c").subList(0, received.size()));
        }
    }

    @Test
    void shouldGoOnWhenTheFrameBeforeCouldNotBeDecoded() {
        // given
        byte[] whole = sender.encode(batch(word("a"), word("b")), 2);
        decode(receiver, Arrays.copyOf(whole, whole.length - 3));

        // when
        List<Envelope> received = decode(receiver, whole);

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b");
    }

    @Test
    void shouldReportEverythingAsLostWhenTheSenderRunsAnotherTopology() {
        // given: this receiver knows one stream only
        TupleCodec other = codec(List.of(WORDS), Map.of());

        // when
        List<Envelope> received =
                decode(other, sender.encode(batch(word("a"), tuple(1, ERRORS, 7, "b"), word("c")), 3));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a");
        assertThat(troubles.lost).containsExactly(2);
        assertThat(troubles.errors).containsExactly("stream 1 of 1; the sender runs another topology");
    }

    @Test
    void shouldReportABrokenFrameWhenItsHeadIsNonsense() {
        for (byte[] nonsense : List.of(new byte[0], new byte[1], new byte[] {-1, -1}, new byte[] {0x7f, 0x7f, 0})) {
            // when
            troubles.lost.clear();
            List<Envelope> received = decode(receiver, nonsense);

            // then: how many it held is anybody's guess
            assertThat(received).isEmpty();
            assertThat(troubles.lost).hasSize(1);
        }
    }

    @Test
    void shouldReportABrokenFrameWhenItClaimsMoreRootsThanItHasBytes() {
        // given: one tuple for task 7 from task 1 on stream 0 with 200 million roots
        byte[] frame = {1, 0, 7, 1, 0, -128, -124, -81, 95};

        // when
        List<Envelope> received = decode(receiver, frame);

        // then
        assertThat(received).isEmpty();
        assertThat(troubles.lost).containsExactly(1);
    }

    @Test
    void shouldLeaveItOutWhenAValueContainsItself() {
        // given
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        EdgedEnvelope bad = tuple(1, WORDS, 7, endless, 0);

        // when
        List<Envelope> received = bringOver(word("a"), bad, word("b"));

        // then
        assertThat(received).extracting(t -> t.getString(0)).containsExactly("a", "b");
        assertThat(troubles.undeliverable).containsExactly(bad);

        // and what comes after it isn't harmed
        assertThat(bringOver(word("next"))).extracting(t -> t.getString(0)).containsExactly("next");
    }
}
