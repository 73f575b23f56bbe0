package dev.gale.worker.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Edges of tuples that are executed within their emission. */
class EmitByCallTest {
    private static final long ROOT = 0x1000_0000_0000_0001L;
    private static final List<Object> VALUES = List.of("gale");

    private final Origin origin = new Origin(4, 0, "split", "default", new Fields("word"), null);
    private final Outboxes outboxes = new Outboxes();
    private final List<Envelope> queued = new ArrayList<>();
    private final List<Envelope> executed = new ArrayList<>();
    private final List<Tuple> refused = new ArrayList<>();
    private Consumer<Envelope> bolt = executed::add;
    private boolean open = true;

    private final TaskEmitter emitter = new TaskEmitter(
            "split",
            Map.of(),
            outboxes,
            new SplitMix64(3),
            anchor -> {
                refused.add(anchor);
                return null;
            },
            (root, worker) -> {});

    private final OutStream stream = stream(new FusedEdge() {
        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void execute(Envelope tuple) {
            executed.add(tuple);
            bolt.accept(tuple);
        }
    });

    private OutStream stream(FusedEdge call) {
        Outbox outbox = new Outbox(
                new Destination() {
                    @Override
                    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
                        queued.addAll(Arrays.asList(batch).subList(0, count));
                        return new Envelope[BATCH];
                    }

                    @Override
                    public void signalOnRoom(RoomWaiter waiter) {
                        throw new IllegalStateException("there is always room");
                    }
                },
                () -> {},
                false);
        Target target = new Target(new Link(origin, 10), outbox, call);
        Route route = new Route(values -> 0, new Target[] {target});
        return new OutStream(origin, new Route[] {route}, false, Map.of(), Set.of(), new StreamOut());
    }

    private long emitRoot() {
        emitter.emitRoot(stream, VALUES, ROOT);
        return emitter.takeEdges();
    }

    private static void ack(Envelope tuple) {
        assertThat(tuple.isReportedByEmitter()).isTrue();
        tuple.markAcked();
    }

    @Test
    void shouldNeedNoEdgeWhenTheTupleIsAckedInTheCall() {
        // given
        bolt = EmitByCallTest::ack;

        // when
        long edges = emitRoot();

        // then
        assertThat(edges).isZero();
        assertThat(executed).singleElement().satisfies(tuple -> {
            assertThat(tuple.root()).isEqualTo(ROOT);
            assertThat(tuple.state()).isEqualTo(Envelope.State.ACKED);
            assertThat(tuple.isLive()).isFalse();
        });
    }

    @Test
    void shouldReportWhatATupleHasLeftBehindWhenItIsAckedInTheCall() {
        // given: what it anchors on it is still under way when it is acked
        bolt = tuple -> {
            tuple.addChild(5);
            tuple.addChild(9);
            ack(tuple);
        };

        // then: the emitter reports it, or its own report could come first and complete the tree
        assertThat(emitRoot()).isEqualTo(5 ^ 9);
        assertThat(executed.get(0).state()).isEqualTo(Envelope.State.ACKED);
        assertThat(executed.get(0).isLive()).isFalse();
    }

    @Test
    void shouldGiveAnEdgeWhenTheTupleIsStillLiveAfterTheCall() {
        // when
        long edges = emitRoot();

        // then: from now on it reports for itself
        Envelope held = executed.get(0);
        assertThat(edges).isNotZero().isEqualTo(held.xor());
        assertThat(held.isReportedByEmitter()).isFalse();
        assertThat(held.isLive()).isTrue();

        // when
        held.addChild(6);

        // then
        assertThat(held.xor()).isEqualTo(edges ^ 6);
        held.markAcked();
        assertThat(held.state()).isEqualTo(Envelope.State.ACKED);
    }

    @Test
    void shouldReportTheEdgeAloneWhenALiveTupleHasChildrenAlready() {
        // given
        bolt = tuple -> tuple.addChild(5);

        // when
        long edges = emitRoot();

        // then: its children are in its own report
        assertThat(executed.get(0).xor() ^ 5).isEqualTo(edges);
    }

    @Test
    void shouldKeepTheTreeFromCompletingWhenTheTupleFailsInTheCall() {
        // given
        bolt = Envelope::markFailed;

        // then
        assertThat(emitRoot()).isNotZero();
        assertThat(executed.get(0).state()).isEqualTo(Envelope.State.FAILED);
    }

    @Test
    void shouldTakeOverWhatIsUnderWayWhenAnchoredOnATuple() {
        // given
        EdgedEnvelope parent = new EdgedEnvelope(new Link(origin, 4), VALUES, ROOT, 77);
        bolt = tuple -> {
            tuple.addChild(5);
            ack(tuple);
        };

        // when
        emitter.emitAnchored(stream, parent, VALUES);

        // then
        assertThat(parent.xor()).isEqualTo(77 ^ 5);
        assertThat(emitter.unsentChildOf(parent)).isNull();

        // when
        bolt = tuple -> {};
        emitter.emitAnchored(stream, parent, VALUES);

        // then
        assertThat(parent.xor()).isEqualTo(77 ^ 5 ^ executed.get(1).xor());
    }

    @Test
    void shouldReportAMisuseWhenTheAnchorIsAckedWithinTheEmit() {
        // given
        EdgedEnvelope parent = new EdgedEnvelope(new Link(origin, 4), VALUES, ROOT, 77);
        bolt = tuple -> parent.markAcked();

        // when
        emitter.emitAnchored(stream, parent, VALUES);

        // then
        assertThat(refused).containsExactly(parent);
        assertThat(parent.state()).isEqualTo(Envelope.State.ACKED);
    }

    @Test
    void shouldNotFoldIntoAChildWhenTheParentHasNoEdgeYet() {
        // given: within the call something is sent on by a queue, anchored on the tuple that is being executed
        OutStream next = stream(null);
        Envelope[] child = new Envelope[1];
        bolt = tuple -> {
            emitter.emitAnchored(next, tuple, VALUES);
            child[0] = emitter.unsentChildOf(tuple);
            ack(tuple);
        };

        // when
        long edges = emitRoot();

        // then
        assertThat(child[0]).isNull();
        assertThat(outboxes.flush(0)).isTrue();
        assertThat(queued).singleElement().extracting(Envelope::xor).isEqualTo(edges);
    }

    @Test
    void shouldGoByTheQueueWithAnEdgeWhenNoCallIsPossible() {
        // given
        open = false;

        // when
        long edges = emitRoot();

        // then
        assertThat(executed).isEmpty();
        assertThat(outboxes.flush(0)).isTrue();
        assertThat(queued).singleElement().extracting(Envelope::xor).isEqualTo(edges);
        assertThat(edges).isNotZero();
    }
}
