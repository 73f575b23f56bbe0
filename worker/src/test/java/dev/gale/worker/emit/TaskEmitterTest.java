package dev.gale.worker.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.route.Grouper;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.SharedValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskEmitterTest {
    private static final int EMITTER = 4;
    private static final long ROOT = 0x1000_0000_0000_0001L;
    private static final long OTHER_ROOT = 0x2000_0000_0000_0002L;
    private static final List<Object> VALUES = List.of("gale", 4);

    private final KeepingDestination destination = new KeepingDestination();
    private final Outbox outbox = new Outbox(destination, () -> {}, false);
    private final Outboxes outboxes = new Outboxes();
    private final Map<String, OutStream> streams = new LinkedHashMap<>();
    /** The edge in its first tree of each tuple received. */
    private final Map<Envelope, Long> edges = new HashMap<>();

    private final List<Tuple> refused = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private final TaskEmitter emitter = new TaskEmitter(
            "split",
            streams,
            outboxes,
            new SplitMix64(11),
            anchor -> refused.contains(anchor) ? null : (Envelope) anchor,
            (root, worker) -> marks.add(root + "@" + worker));

    /** Takes everything and keeps it. */
    private static final class KeepingDestination implements Destination {
        private final List<Envelope> taken = new ArrayList<>();
        private final boolean encodes;

        KeepingDestination() {
            this(false);
        }

        KeepingDestination(boolean encodes) {
            this.encodes = encodes;
        }

        @Override
        public boolean encodes() {
            return encodes;
        }

        @Override
        public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
            taken.addAll(Arrays.asList(batch).subList(0, count));
            return new Envelope[BATCH];
        }

        @Override
        public void signalOnRoom(RoomWaiter waiter) {
            throw new IllegalStateException("there is always room");
        }
    }

    /** Chooses what the test says. */
    private static final class FixedGrouper implements Grouper {
        private final int answer;
        private final int[] several;

        FixedGrouper(int answer, int... several) {
            this.answer = answer;
            this.several = several;
        }

        @Override
        public int choose(List<Object> values) {
            return answer;
        }

        @Override
        public int[] chosen() {
            return several;
        }
    }

    private Target target(int task) {
        return target(task, outbox);
    }

    private static Target target(int task, Outbox to) {
        return new Target(
                new Link(new Origin(EMITTER, 0, "split", "any", new Fields("word", "length"), null), task), to, null);
    }

    /** Of encoded tuples. */
    private static Outbox remote(KeepingDestination to) {
        return new Outbox(to, () -> {}, false);
    }

    private Route route(Grouper grouper, int... tasks) {
        return new Route(grouper, Arrays.stream(tasks).mapToObj(this::target).toArray(Target[]::new));
    }

    private static Route[] routes(Route... routes) {
        return routes;
    }

    private OutStream declare(String name, Route... routes) {
        return declare(name, routes, false, Map.of(), Set.of());
    }

    private OutStream declare(
            String name, Route[] routes, boolean direct, Map<Integer, Target> directTargets, Set<Integer> regular) {
        OutStream stream = new OutStream(
                new Origin(EMITTER, streams.size(), "split", name, new Fields("word", "length"), null),
                routes,
                direct,
                directTargets,
                regular,
                new StreamOut());
        streams.put(name, stream);
        return stream;
    }

    /** A stream to one task. */
    private OutStream single() {
        return declare("default", route(new FixedGrouper(1), 10, 11, 12));
    }

    private Envelope received(long... rootsAndEdges) {
        EdgedEnvelope tuple = new EdgedEnvelope(
                new Link(new Origin(1, 9, "words", "default", new Fields("sentence"), null), EMITTER), List.of("x"));
        for (int i = 0; i < rootsAndEdges.length; i += 2) {
            tuple.addRoot(rootsAndEdges[i], rootsAndEdges[i + 1]);
        }
        edges.put(tuple, tuple.xor());
        return tuple;
    }

    /** Xor of the edges of what was anchored on a tuple. */
    private long childXor(Envelope parent) {
        return parent.xor() ^ edges.get(parent);
    }

    private List<Envelope> sent() {
        assertThat(outboxes.flush(0)).isTrue();
        return destination.taken;
    }

    private Envelope onlySent() {
        assertThat(sent()).hasSize(1);
        return destination.taken.get(0);
    }

    // --- streams ---

    @Test
    void shouldFindTheStreamWhenItsNameIsTheSameOrOnlyEqual() {
        // given
        OutStream a = declare("a");
        OutStream b = declare("b");
        OutStream other = declare("default");

        // then
        assertThat(emitter.stream("a", VALUES)).isSameAs(a);
        assertThat(emitter.stream("b", VALUES)).isSameAs(b);
        assertThat(emitter.stream("default", VALUES)).isSameAs(other);
        assertThat(emitter.stream("b", VALUES)).isSameAs(b);
        assertThat(emitter.stream("b", VALUES)).isSameAs(b);
        assertThat(emitter.stream(String.valueOf(new char[] {'a'}), VALUES)).isSameAs(a);
        assertThat(emitter.hasStream("a")).isTrue();
        assertThat(emitter.hasStream("c")).isFalse();
    }

    @Test
    void shouldNameTheDeclaredStreamsWhenOneIsUnknown() {
        // given
        declare("default");
        declare("errors");

        // when / then
        assertThatThrownBy(() -> emitter.stream("erors", VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown stream ID: erors; component split declares [default, errors] in"
                        + " declareOutputFields");
    }

    @Test
    void shouldNameTheDeclaredStreamsWhenTheVeryFirstStreamIsNull() {
        // given
        declare("default");

        // when / then
        assertThatThrownBy(() -> emitter.stream(null, VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Unknown stream ID: null; component split declares [default]");
    }

    @Test
    void shouldFindAKnownStreamWhenAnUnknownOneWasAskedForBefore() {
        // given
        OutStream known = declare("default");
        assertThatThrownBy(() -> emitter.stream("erors", VALUES)).isInstanceOf(IllegalArgumentException.class);

        // then
        assertThat(emitter.stream("default", VALUES)).isSameAs(known);
        assertThatThrownBy(() -> emitter.stream("erors", VALUES)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheFieldsWhenThereAreTooManyOrTooFewValues() {
        // given
        declare("default");

        // when / then
        for (List<Object> wrong : List.of(List.<Object>of(), List.<Object>of("a"), List.<Object>of("a", 1, 2))) {
            assertThatThrownBy(() -> emitter.stream("default", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Tuple created with wrong number of fields. Expected 2 fields but got "
                            + wrong.size() + " fields")
                    .hasMessageContaining("component split")
                    .hasMessageContaining("[word, length]")
                    .hasMessageEndingWith("stream default and emitted " + wrong);
        }
    }

    @Test
    void shouldCheckTheNumberOfValuesWhenTheStreamIsTheLastOneAgain() {
        // given
        declare("default");
        emitter.stream("default", VALUES);

        // when / then
        assertThatThrownBy(() -> emitter.stream("default", List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    // --- whom it reaches ---

    @Test
    void shouldReachTheChosenTaskWhenThereIsOneSubscription() {
        // given
        OutStream stream = single();

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).containsExactly(11);
        assertThat(onlySent().destinationTask()).isEqualTo(11);
        assertThat(onlySent().getValues()).isSameAs(VALUES);
        assertThat(stream.counters().emitted.get()).isEqualTo(1);
        assertThat(stream.counters().transferred.get()).isEqualTo(1);
    }

    @Test
    void shouldReachEveryTaskWhenAllAreChosen() {
        // given
        OutStream stream = declare("default", route(new FixedGrouper(Grouper.ALL), 10, 11, 12));

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).containsExactly(10, 11, 12);
        assertThat(sent()).extracting(Envelope::destinationTask).containsExactly(10, 11, 12);
        assertThat(stream.counters().emitted.get()).isEqualTo(1);
        assertThat(stream.counters().transferred.get()).isEqualTo(3);
    }

    @Test
    void shouldReachTheNamedTasksWhenSeveralAreChosen() {
        // given
        OutStream stream = declare("default", route(new FixedGrouper(Grouper.SEVERAL, 2, 0), 10, 11, 12));

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).containsExactly(12, 10);
        assertThat(sent()).extracting(Envelope::destinationTask).containsExactly(12, 10);
    }

    @Test
    void shouldReachNobodyWhenNoTaskIsChosen() {
        // given
        OutStream stream = declare("default", route(new FixedGrouper(Grouper.SEVERAL), 10, 11));

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).isEmpty();
        assertThat(sent()).isEmpty();
        assertThat(stream.counters().emitted.get()).isEqualTo(1);
        assertThat(stream.counters().transferred.get()).isZero();
    }

    @Test
    void shouldReachNobodyWhenNobodySubscribes() {
        // given
        OutStream stream = declare("default");

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).isEmpty();
        assertThat(stream.counters().emitted.get()).isEqualTo(1);
        assertThat(outboxes.isEmpty()).isTrue();
    }

    @Test
    void shouldReachATaskOfEachWhenSeveralSubscribe() {
        // given
        OutStream stream = declare(
                "default",
                route(new FixedGrouper(0), 10, 11),
                route(new FixedGrouper(Grouper.ALL), 20, 21),
                route(new FixedGrouper(Grouper.SEVERAL, 1), 30, 31));

        // when
        List<Integer> tasks = emitter.emit(stream, VALUES);

        // then
        assertThat(tasks).containsExactly(10, 20, 21, 31);
        assertThat(sent()).extracting(Envelope::destinationTask).containsExactly(10, 20, 21, 31);
        assertThat(stream.counters().transferred.get()).isEqualTo(4);
    }

    @Test
    void shouldGiveAListOfTheCallersOwnWhenSeveralAreReached() {
        // given
        OutStream stream = declare("default", route(new FixedGrouper(Grouper.ALL), 10, 11));

        // when
        List<Integer> first = emitter.emit(stream, VALUES);
        emitter.emit(stream, VALUES);

        // then
        assertThat(first).containsExactly(10, 11);
    }

    // --- untracked ---

    @Test
    void shouldBelongToNoTreeWhenEmittedWithoutAnchor() {
        // when
        emitter.emit(single(), VALUES);

        // then
        assertThat(onlySent().rootCount()).isZero();
        assertThat(emitter.takeEdges()).isZero();
    }

    @Test
    void shouldBelongToNoTreeWhenTheAnchorIsUntracked() {
        // given
        Envelope untracked = received();

        // when
        emitter.emitAnchored(single(), untracked, VALUES);

        // then
        assertThat(onlySent().rootCount()).isZero();
        assertThat(childXor(untracked)).isZero();
    }

    @Test
    void shouldBelongToNoTreeWhenTheAnchorIsRefused() {
        // given
        Envelope acked = received(ROOT, 5);
        refused.add(acked);

        // when
        List<Integer> tasks = emitter.emitAnchored(single(), (Envelope) null, VALUES);

        // then: sent all the same
        assertThat(tasks).containsExactly(11);
        assertThat(onlySent().rootCount()).isZero();
        assertThat(childXor(acked)).isZero();
    }

    // --- new trees ---

    @Test
    void shouldGiveTheEdgeWhenATreeBegins() {
        // when
        emitter.emitRoot(single(), VALUES, ROOT);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(1);
        assertThat(copy.root()).isEqualTo(ROOT);
        assertThat(copy.xor()).isNotZero().isEqualTo(emitter.takeEdges());
    }

    @Test
    void shouldGiveTheXorOfAllEdgesWhenATreeBeginsWithSeveralCopies() {
        // given
        OutStream stream =
                declare("default", route(new FixedGrouper(Grouper.ALL), 10, 11, 12), route(new FixedGrouper(0), 20));

        // when
        emitter.emitRoot(stream, VALUES, ROOT);

        // then
        assertThat(sent()).hasSize(4).extracting(Envelope::root).containsOnly(ROOT);
        assertThat(sent()).extracting(Envelope::xor).doesNotHaveDuplicates();
        assertThat(emitter.takeEdges())
                .isEqualTo(sent().stream().mapToLong(Envelope::xor).reduce(0, (a, b) -> a ^ b));
    }

    @Test
    void shouldGiveNoEdgesWhenATreeHasNoReceiver() {
        // given
        OutStream nobody = declare("nobody");
        emitter.emitRoot(single(), VALUES, ROOT);
        assertThat(emitter.takeEdges()).isNotZero();

        // when
        emitter.emitRoot(nobody, VALUES, OTHER_ROOT);

        // then: nothing of the last emit is left
        assertThat(emitter.takeEdges()).isZero();
    }

    // --- anchors ---

    @Test
    void shouldJoinTheTreeWhenAnchoredOnOne() {
        // given
        Envelope parent = received(ROOT, 5);

        // when
        List<Integer> tasks = emitter.emitAnchored(single(), parent, VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(tasks).containsExactly(11);
        assertThat(copy.rootCount()).isEqualTo(1);
        assertThat(copy.root()).isEqualTo(ROOT);
        assertThat(copy.xor()).isNotZero().isEqualTo(childXor(parent));
        assertThat(emitter.takeEdges()).isZero();
    }

    @Test
    void shouldCollectAllEdgesWhenSeveralAreAnchoredOnOne() {
        // given
        Envelope parent = received(ROOT, 5);
        OutStream toAll = declare("all", route(new FixedGrouper(Grouper.ALL), 10, 11));
        OutStream toOne = single();

        // when
        emitter.emitAnchored(toAll, parent, VALUES);
        emitter.emitAnchored(toOne, parent, VALUES);

        // then
        assertThat(sent()).hasSize(3);
        assertThat(childXor(parent))
                .isEqualTo(sent().stream().mapToLong(Envelope::xor).reduce(0, (a, b) -> a ^ b));
    }

    @Test
    void shouldJoinEveryTreeWhenTheAnchorBelongsToSeveral() {
        // given
        Envelope parent = received(ROOT, 5, OTHER_ROOT, 6);

        // when
        emitter.emitAnchored(single(), parent, VALUES);

        // then: one edge in all of them, so that the parent's ack fits each
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(2);
        assertThat(copy.root(0)).isEqualTo(ROOT);
        assertThat(copy.root(1)).isEqualTo(OTHER_ROOT);
        assertThat(copy.xor(0)).isEqualTo(copy.xor(1)).isEqualTo(childXor(parent));
    }

    @Test
    void shouldJoinTheTreesOfAllWhenAnchoredOnSeveral() {
        // given
        Envelope one = received(ROOT, 5);
        Envelope two = received(OTHER_ROOT, 6);

        // when
        emitter.emitAnchored(single(), List.of(one, two), VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(2);
        assertThat(copy.root(0)).isEqualTo(ROOT);
        assertThat(copy.xor(0)).isEqualTo(childXor(one)).isNotZero();
        assertThat(copy.root(1)).isEqualTo(OTHER_ROOT);
        assertThat(copy.xor(1)).isEqualTo(childXor(two)).isNotZero();
        assertThat(childXor(one)).isNotEqualTo(childXor(two));
    }

    @Test
    void shouldXorItsEdgesWhenTwoAnchorsBelongToTheSameTree() {
        // given
        Envelope one = received(ROOT, 5);
        Envelope two = received(ROOT, 6);

        // when
        emitter.emitAnchored(single(), List.of(one, two), VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(1);
        assertThat(copy.xor()).isEqualTo(childXor(one) ^ childXor(two)).isNotZero();
    }

    @Test
    void shouldStayConsistentWhenTheSameAnchorIsListedTwice() {
        // given
        Envelope parent = received(ROOT, 5);

        // when
        emitter.emitAnchored(single(), List.of(parent, parent), VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(1);
        assertThat(copy.xor()).isEqualTo(childXor(parent)).isNotZero();
    }

    @Test
    void shouldStayConsistentWhenAnchorsOfSeveralTreesOverlap() {
        // given
        Envelope both = received(ROOT, 5, OTHER_ROOT, 6);
        Envelope second = received(OTHER_ROOT, 7);

        // when
        emitter.emitAnchored(single(), List.of(both, second), VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(2);
        assertThat(copy.xor(0)).isEqualTo(childXor(both));
        assertThat(copy.xor(1)).isEqualTo(childXor(both) ^ childXor(second));
    }

    @Test
    void shouldLeaveThemOutWhenSomeAnchorsAreRefusedOrUntracked() {
        // given
        Envelope acked = received(ROOT, 5);
        refused.add(acked);
        Envelope untracked = received();
        Envelope live = received(OTHER_ROOT, 6);

        // when
        emitter.emitAnchored(single(), List.of(acked, untracked, live, untracked, acked), VALUES);

        // then
        Envelope copy = onlySent();
        assertThat(copy.rootCount()).isEqualTo(1);
        assertThat(copy.root()).isEqualTo(OTHER_ROOT);
        assertThat(copy.xor()).isEqualTo(childXor(live));
        assertThat(childXor(acked)).isZero();
    }

    @Test
    void shouldBelongToNoTreeWhenAllAnchorsAreUntracked() {
        // when
        emitter.emitAnchored(single(), List.of(received(), received()), VALUES);

        // then
        assertThat(onlySent().rootCount()).isZero();
    }

    // --- what an ack can be folded into ---

    @Test
    void shouldOfferTheChildForFoldingWhenItHasNotLeftYet() {
        // given
        Envelope parent = received(ROOT, 5);

        // when
        emitter.emitAnchored(single(), parent, VALUES);

        // then
        Envelope child = emitter.unsentChildOf(parent);
        assertThat(child).isNotNull();

        // when
        assertThat(onlySent()).isSameAs(child);

        // then: somebody may have seen its edge
        assertThat(emitter.unsentChildOf(parent)).isNull();
    }

    @Test
    void shouldOfferTheNewestChildWhenThereAreSeveral() {
        // given
        Envelope parent = received(ROOT, 5);
        OutStream toAll = declare("all", route(new FixedGrouper(Grouper.ALL), 10, 11));

        // when
        emitter.emitAnchored(toAll, parent, VALUES);

        // then
        Envelope child = emitter.unsentChildOf(parent);
        assertThat(sent().get(1)).isSameAs(child);
    }

    @Test
    void shouldOfferAnEarlierChildWhenTheNewestIsInFurtherTrees() {
        // given: what fits one tree would be wrong in the other
        Envelope one = received(ROOT, 5);
        Envelope two = received(OTHER_ROOT, 6);
        OutStream stream = single();
        emitter.emitAnchored(stream, one, VALUES);

        // when
        emitter.emitAnchored(stream, List.of(one, two), VALUES);

        // then
        Envelope child = emitter.unsentChildOf(one);
        assertThat(emitter.unsentChildOf(two)).isNull();
        assertThat(sent().get(0)).isSameAs(child);
        assertThat(child.rootCount()).isEqualTo(1);
    }

    @Test
    void shouldOfferNoChildWhenTheParentIsInSeveralTrees() {
        // given
        Envelope parent = received(ROOT, 5, OTHER_ROOT, 6);

        // when
        emitter.emitAnchored(single(), parent, VALUES);

        // then
        assertThat(emitter.unsentChildOf(parent)).isNull();
    }

    @Test
    void shouldOfferNoChildWhenAnEarlierOneHasLeft() {
        // given: a child in an earlier epoch only
        Envelope parent = received(ROOT, 5);
        OutStream stream = single();
        emitter.emitAnchored(stream, parent, VALUES);
        sent();
        emitter.emit(stream, VALUES);

        // then
        assertThat(emitter.unsentChildOf(parent)).isNull();
    }

    // --- direct ---

    @Test
    void shouldRefuseAPlainEmitWhenSomebodySubscribesDirectly() {
        // given
        OutStream stream =
                declare("jobs", routes(route(new FixedGrouper(0), 10)), true, Map.of(20, target(20)), Set.of(10));

        // when / then
        assertThatThrownBy(() -> emitter.emit(stream, VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot do regular emit to direct stream")
                .hasMessageContaining("stream jobs of component split")
                .hasMessageEndingWith("use emitDirect");
        assertThatThrownBy(() -> emitter.emitRoot(stream, VALUES, ROOT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> emitter.emitAnchored(stream, received(ROOT, 5), VALUES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stream.counters().emitted.get()).isZero();
        assertThat(outboxes.isEmpty()).isTrue();
    }

    @Test
    void shouldReachTheNamedTaskWhenItSubscribesDirectly() {
        // given
        OutStream stream = declare("jobs", routes(), true, Map.of(20, target(20), 21, target(21)), Set.of());

        // when
        emitter.emitDirect(stream, 21, VALUES, null, 0);

        // then
        assertThat(onlySent().destinationTask()).isEqualTo(21);
        assertThat(onlySent().rootCount()).isZero();
        assertThat(stream.counters().emitted.get()).isEqualTo(1);
        assertThat(stream.counters().transferred.get()).isEqualTo(1);
    }

    @Test
    void shouldReachNobodyWhenTheNamedTaskDoesNotSubscribe() {
        // given
        OutStream stream = declare("jobs", routes(), true, Map.of(20, target(20)), Set.of());
        emitter.emitDirect(stream, 20, VALUES, null, ROOT);
        sent();

        // when
        emitter.emitDirect(stream, 77, VALUES, null, ROOT);

        // then
        assertThat(sent()).hasSize(1);
        assertThat(emitter.takeEdges()).isZero();
        assertThat(stream.counters().emitted.get()).isEqualTo(2);
        assertThat(stream.counters().transferred.get()).isEqualTo(1);
    }

    @Test
    void shouldRefuseADirectEmitWhenTheTaskSubscribesOtherwise() {
        // given
        OutStream stream =
                declare("jobs", routes(route(new FixedGrouper(0), 10)), true, Map.of(20, target(20)), Set.of(10));

        // when / then
        assertThatThrownBy(() -> emitter.emitDirect(stream, 10, VALUES, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot emitDirect to a task expecting a regular grouping; task 10 subscribes")
                .hasMessageContaining("stream jobs of component split");
        assertThat(stream.counters().emitted.get()).isZero();
        assertThat(outboxes.isEmpty()).isTrue();
    }

    @Test
    void shouldBeginATreeWhenADirectEmitIsTracked() {
        // given
        OutStream stream = declare("jobs", routes(), true, Map.of(20, target(20)), Set.of());

        // when
        emitter.emitDirect(stream, 20, VALUES, null, ROOT);

        // then
        assertThat(onlySent().root()).isEqualTo(ROOT);
        assertThat(onlySent().xor()).isNotZero().isEqualTo(emitter.takeEdges());
    }

    @Test
    void shouldJoinTheTreesWhenADirectEmitIsAnchored() {
        // given
        OutStream stream = declare("jobs", routes(), true, Map.of(20, target(20)), Set.of());
        Envelope one = received(ROOT, 5);
        Envelope two = received(OTHER_ROOT, 6);

        // when
        emitter.emitDirect(stream, 20, VALUES, List.of(one, two), 0);

        // then
        assertThat(onlySent().rootCount()).isEqualTo(2);
        assertThat(onlySent().xor(0)).isEqualTo(childXor(one));
        assertThat(onlySent().xor(1)).isEqualTo(childXor(two));
    }

    @Test
    void shouldBelongToNoTreeWhenADirectEmitHasNoAnchors() {
        // given
        OutStream stream = declare("jobs", routes(), true, Map.of(20, target(20)), Set.of());

        // when
        emitter.emitDirect(stream, 20, VALUES, List.of(), 0);

        // then
        assertThat(onlySent().rootCount()).isZero();
    }

    // --- values that encoded copies share ---

    private static List<List<Object>> valuesOf(KeepingDestination destination) {
        return destination.taken.stream().map(Tuple::getValues).toList();
    }

    @Test
    void shouldLetEncodedCopiesShareTheirValuesAndGiveOthersTheListItselfWhenAllGetIt() {
        // given: two tasks here, three on two other workers
        KeepingDestination one = new KeepingDestination(true);
        KeepingDestination two = new KeepingDestination(true);
        Outbox toOne = remote(one);
        Outbox toTwo = remote(two);
        Target[] targets = {target(10), target(11, toOne), target(12, toTwo), target(13), target(14, toOne)};
        OutStream stream = declare("all", new Route(new FixedGrouper(Grouper.ALL), targets));

        // when
        List<Integer> tasks = emitter.emitRoot(stream, VALUES, ROOT);

        // then
        assertThat(tasks).containsExactly(10, 11, 12, 13, 14);
        assertThat(sent()).extracting(Envelope::destinationTask).containsExactly(10, 13);
        assertThat(sent()).allSatisfy(copy -> assertThat(copy.getValues()).isSameAs(VALUES));
        SharedValues shared = (SharedValues) valuesOf(one).get(0);
        assertThat(shared.plain()).isSameAs(VALUES);
        assertThat(valuesOf(one))
                .hasSize(2)
                .allSatisfy(values -> assertThat(values).isSameAs(shared));
        assertThat(valuesOf(two))
                .hasSize(1)
                .allSatisfy(values -> assertThat(values).isSameAs(shared));

        // and they are three
        assertThat(shared.isWanted()).isTrue();
        shared.leave();
        shared.leave();
        assertThat(shared.isWanted()).isFalse();
    }

    @Test
    void shouldShareTheValuesWhenSeveralSubscribersAreOnOtherWorkers() {
        // given
        KeepingDestination one = new KeepingDestination(true);
        KeepingDestination two = new KeepingDestination(true);
        OutStream stream = declare(
                "default",
                new Route(new FixedGrouper(0), new Target[] {target(10, remote(one))}),
                new Route(new FixedGrouper(Grouper.SEVERAL, 0), new Target[] {target(20, remote(two)), target(21)}),
                route(new FixedGrouper(0), 30));

        // when
        emitter.emitAnchored(stream, received(ROOT, 5), VALUES);

        // then
        assertThat(onlySent().getValues()).isSameAs(VALUES);
        assertThat(valuesOf(one).get(0))
                .isInstanceOf(SharedValues.class)
                .isSameAs(valuesOf(two).get(0));
    }

    @Test
    void shouldShareNothingWhenThereIsOneEncodedReceiverAtMost() {
        // given
        KeepingDestination one = new KeepingDestination(true);
        Target[] all = {target(10), target(11, remote(one)), target(12)};
        OutStream toAll = declare("all", new Route(new FixedGrouper(Grouper.ALL), all));
        Target[] any = {target(10, remote(one)), target(11, remote(one))};
        OutStream toOne = declare("one", new Route(new FixedGrouper(1), any));

        // when
        emitter.emit(toAll, VALUES);
        emitter.emit(toOne, VALUES);
        sent();

        // then
        assertThat(valuesOf(one))
                .hasSize(2)
                .allSatisfy(values -> assertThat(values).isSameAs(VALUES));
    }

    // --- when something throws ---

    @Test
    void shouldComeThroughWhenAGroupingThrows() {
        // given
        OutStream stream = declare(
                "default",
                route(
                        values -> {
                            throw new IllegalStateException("no task for " + values);
                        },
                        10));

        // when / then
        assertThatThrownBy(() -> emitter.emit(stream, VALUES)).hasMessage("no task for [gale, 4]");
        assertThat(outboxes.isEmpty()).isTrue();
    }
}
