package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryNetworkTest {
    private static final long NOW_NS = 5;
    private static final GlobalStreamId WORDS = new GlobalStreamId("words", "default");

    private final GeneralTopologyContext context = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(1, "words"),
            Map.of("words", List.of(1)),
            Map.of("words", Map.of("default", new Fields("word"))),
            "words-1");
    private final Origin origin = new Origin(1, 0, "words", "default", new Fields("word"), context);
    private final List<Envelope> undeliverable = new ArrayList<>();
    private final Inbox inbox = new Inbox(2, false, codec());
    private final InMemoryNetwork network = new InMemoryNetwork(3, 1);

    InMemoryNetworkTest() {
        inbox.setConsumer(() -> {});
        network.register(2, inbox);
    }

    private TupleCodec codec() {
        return new TupleCodec(Map.of(), new Origins(List.of(WORDS), context), new TupleCodec.Undeliverable() {
            @Override
            public void onUndeliverable(Envelope tuple, Throwable error) {
                undeliverable.add(tuple);
            }

            @Override
            public void onUndecodable(int lostTuples, Throwable error) {
                throw new AssertionError("lost " + lostTuples, error);
            }
        });
    }

    private EdgedEnvelope tuple(Object value) {
        return new EdgedEnvelope(new Link(origin, 7), List.of(value));
    }

    private static Envelope[] batchOf(Envelope... tuples) {
        Envelope[] batch = new Envelope[Destination.BATCH];
        System.arraycopy(tuples, 0, batch, 0, tuples.length);
        return batch;
    }

    private List<Envelope> take() {
        Envelope[] batch = inbox.current();
        List<Envelope> taken = new ArrayList<>();
        for (int i = 0; i < inbox.currentSize(); i++) {
            taken.add(batch[i]);
        }
        inbox.release();
        return taken;
    }

    @Test
    void shouldHandOverTheTupleItselfWhenTheReceiverIsLocal() {
        // given
        EdgedEnvelope sent = tuple("gale");

        // when
        network.local(2).tryPublish(batchOf(sent), 1, NOW_NS);

        // then
        assertThat(take()).containsExactly(sent);
    }

    @Test
    void shouldHandOverACopyWhenTheReceiverIsRemote() {
        // given
        EdgedEnvelope sent = tuple("gale");
        sent.addRoot(11, 12);

        // when
        network.remote(2, codec(), (root, worker) -> {}).tryPublish(batchOf(sent), 1, NOW_NS);

        // then
        Envelope received = take().get(0);
        assertThat(received).isNotSameAs(sent);
        assertThat(received.getString(0)).isEqualTo("gale");
        assertThat(received.root()).isEqualTo(11);
        assertThat(received.xor()).isEqualTo(12);
        assertThat(received.destinationTask()).isEqualTo(7);
    }

    @Test
    void shouldGiveTheSenderItsOwnArrayBackEmptyWhenTheReceiverIsRemote() {
        // given
        Envelope[] batch = batchOf(tuple("a"), tuple("b"));

        // when
        Envelope[] next = network.remote(2, codec(), (root, worker) -> {}).tryPublish(batch, 2, NOW_NS);

        // then
        assertThat(next).isSameAs(batch).containsOnlyNulls();
        assertThat(take()).hasSize(2);
    }

    @Test
    void shouldReportATupleOnceWhenItCannotBeEncodedAndThereWasNoRoomAtFirst() {
        // given
        EdgedEnvelope bad = tuple(new Object());
        Destination remote = network.remote(2, codec(), (root, worker) -> {});
        Outbox outbox = new Outbox(remote, () -> {}, false);
        for (int i = 0; i < inbox.capacity(); i++) {
            remote.tryPublish(batchOf(tuple("fill")), 1, NOW_NS);
        }
        outbox.add(tuple("before"));
        outbox.add(bad);
        outbox.add(tuple("after"));

        // when
        outbox.flush(NOW_NS);
        outbox.flush(NOW_NS);

        // then: not even looked at
        assertThat(undeliverable).isEmpty();
        assertThat(outbox.isBlocked()).isTrue();

        // when
        take();
        outbox.flush(NOW_NS);

        // then
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(undeliverable).containsExactly(bad);
        take();
        assertThat(take()).extracting(t -> t.getString(0)).containsExactly("before", "after");
    }

    @Test
    void shouldTellTheSenderWhenARemoteReceiverHasRoomAgain() {
        // given
        int[] signals = new int[1];
        Destination remote = network.remote(2, codec(), (root, worker) -> {});
        Outbox outbox = new Outbox(remote, () -> signals[0]++, false);
        for (int i = 0; i < 3 * Destination.BATCH; i++) {
            outbox.add(tuple("word " + i));
        }
        outbox.flush(NOW_NS);
        assertThat(outbox.isBlocked()).isTrue();

        // when
        take();

        // then
        assertThat(signals[0]).isEqualTo(1);
    }
}
