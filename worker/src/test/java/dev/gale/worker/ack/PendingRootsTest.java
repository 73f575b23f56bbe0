package dev.gale.worker.ack;

import static dev.gale.worker.ack.PendingRoots.NONE;
import static dev.gale.worker.ack.PendingRoots.NO_DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.random.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingRootsTest {
    private static final int OWNER = 7;
    private static final long COMMON_NS = 100;
    private static final long UNCOMMON_NS = 30;

    private final SplitMix64 random = new SplitMix64(99);
    private final PendingRoots<String> roots = new PendingRoots<>(OWNER, COMMON_NS, random);

    private long open(String messageId) {
        return openAt(0, messageId);
    }

    private long openAt(long nowNs, String messageId) {
        return roots.open(messageId, "of " + messageId, nowNs, COMMON_NS);
    }

    /** A root with one edge, {@code edge}. */
    private long openSealed(String messageId, long edge) {
        long root = open(messageId);
        assertThat(roots.seal(root, edge)).isEqualTo(NONE);
        return root;
    }

    private List<Object> expireAllAt(long nowNs) {
        List<Object> expired = new ArrayList<>();
        for (int slot = roots.expired(nowNs); slot != NONE; slot = roots.expired(nowNs)) {
            expired.add(roots.messageId(slot));
            roots.close(slot);
        }
        return expired;
    }

    // --- the life of a root ---

    @Test
    void shouldCompleteWhenItsOnlyTupleIsAcked() {
        // given
        long edge = random.nextNonZeroLong();
        long root = openSealed("m", edge);

        // when
        int slot = roots.apply(root, edge);

        // then
        assertThat(slot).isEqualTo(roots.find(root)).isNotEqualTo(NONE);
        assertThat(roots.messageId(slot)).isEqualTo("m");
        assertThat(roots.attachment(slot)).isEqualTo("of m");
        assertThat(roots.size()).isEqualTo(1);

        // when
        roots.close(slot);

        // then
        assertThat(roots.size()).isZero();
        assertThat(roots.find(root)).isEqualTo(NONE);
    }

    @Test
    void shouldRememberWhenItWasOpenedWhenAsked() {
        // when
        long root = openAt(1_234, "m");

        // then
        assertThat(roots.emittedNs(roots.find(root))).isEqualTo(1_234);
    }

    @Test
    void shouldCompleteAtOnceWhenSealedWithoutEdges() {
        // given
        long root = open("nobody listens");

        // when
        int slot = roots.seal(root, 0);

        // then
        assertThat(slot).isNotEqualTo(NONE);
        assertThat(roots.messageId(slot)).isEqualTo("nobody listens");
    }

    @Test
    void shouldNotCompleteBeforeTheSealWhenAllCopiesSoFarAreAcked() {
        // given: the copy is executed while its emit is still under way
        long edge = random.nextNonZeroLong();
        long root = open("m");

        // when / then
        assertThat(roots.apply(root, edge)).isEqualTo(NONE);
        assertThat(roots.seal(root, edge)).isNotEqualTo(NONE);
    }

    @Test
    void shouldCompleteOnlyWithTheLastWhenATreeGrows() {
        // given: the spout's tuple a has children b and c, and c has a child d
        long a = random.nextNonZeroLong();
        long b = random.nextNonZeroLong();
        long c = random.nextNonZeroLong();
        long d = random.nextNonZeroLong();
        long root = openSealed("m", a);

        // when / then
        assertThat(roots.apply(root, a ^ b ^ c)).isEqualTo(NONE);
        assertThat(roots.apply(root, c ^ d)).isEqualTo(NONE);
        assertThat(roots.apply(root, b)).isEqualTo(NONE);
        assertThat(roots.apply(root, d)).isNotEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldCompleteWithTheLastWhenContributionsComeInAnyOrder(long seed) {
        // given: a chain of 20 tuples
        SplitMix64 edges = new SplitMix64(seed);
        List<Long> contributions = new ArrayList<>();
        long first = edges.nextNonZeroLong();
        long before = first;
        for (int i = 0; i < 19; i++) {
            long next = edges.nextNonZeroLong();
            contributions.add(before ^ next);
            before = next;
        }
        contributions.add(before);
        Collections.shuffle(contributions, new Random(seed));
        long root = openSealed("m", first);

        // when
        List<Integer> answers = new ArrayList<>();
        contributions.forEach(contribution -> answers.add(roots.apply(root, contribution)));

        // then
        assertThat(answers.subList(0, 19)).containsOnly(NONE);
        assertThat(answers.get(19)).isEqualTo(roots.find(root)).isNotEqualTo(NONE);
    }

    @Test
    void shouldCompleteWhenContributionsComeMerged() {
        // given
        long a = random.nextNonZeroLong();
        long b = random.nextNonZeroLong();
        long root = openSealed("m", a ^ b);

        // when / then
        assertThat(roots.apply(root, a ^ b)).isNotEqualTo(NONE);
    }

    @Test
    void shouldKeepRootsApartWhenSeveralArePending() {
        // given
        long one = openSealed("one", 111);
        long two = openSealed("two", 111);

        // when
        int slot = roots.apply(two, 111);

        // then
        assertThat(roots.messageId(slot)).isEqualTo("two");
        assertThat(roots.messageId(roots.find(one))).isEqualTo("one");
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void shouldNameTheOwnerWhenARootIsOpened() {
        assertThat(RootId.owner(open("m"))).isEqualTo(OWNER);
    }

    // --- what comes late ---

    @Test
    void shouldFindNothingWhenARootIsClosed() {
        // given
        long root = openSealed("m", 5);
        roots.close(roots.find(root));

        // when / then
        assertThat(roots.apply(root, 5)).isEqualTo(NONE);
        assertThat(roots.seal(root, 5)).isEqualTo(NONE);
        assertThat(roots.find(root)).isEqualTo(NONE);
        roots.resetTimeout(root, 50);
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
    }

    @Test
    void shouldLeaveTheNewRootAloneWhenSomethingComesForAnEarlierUseOfItsSlot() {
        // given
        PendingRoots<String> small = new PendingRoots<>(OWNER, COMMON_NS, random, 1);
        long stale = small.open("stale", null, 0, COMMON_NS);
        small.seal(stale, 5);
        small.close(small.find(stale));
        long fresh = small.open("fresh", null, 10, COMMON_NS);
        small.seal(fresh, 6);

        // when
        assertThat(RootId.slot(fresh)).isEqualTo(RootId.slot(stale));
        int late = small.apply(stale, 6);
        small.resetTimeout(stale, 90);

        // then
        assertThat(late).isEqualTo(NONE);
        assertThat(small.find(stale)).isEqualTo(NONE);
        assertThat(small.nextDeadlineNs()).isEqualTo(110);
        assertThat(small.messageId(small.apply(fresh, 6))).isEqualTo("fresh");
    }

    @Test
    void shouldNeverRepeatARootWhenItsSlotIsUsedAgainAndAgain() {
        // given
        PendingRoots<String> small = new PendingRoots<>(OWNER, COMMON_NS, random, 2);
        Set<Long> seen = new HashSet<>();

        // when / then
        for (int i = 0; i < 10_000; i++) {
            long root = small.open("m", null, 0, COMMON_NS);
            assertThat(seen.add(root)).isTrue();
            small.close(small.find(root));
        }
    }

    @Test
    void shouldFindNothingWhenTheRootIsAnothersOrNone() {
        // given
        long root = open("m");

        // then
        assertThat(roots.find(RootId.of(OWNER + 1, RootId.generation(root), RootId.slot(root))))
                .isEqualTo(NONE);
        assertThat(roots.find(RootId.of(OWNER, RootId.generation(root) + 1, RootId.slot(root))))
                .isEqualTo(NONE);
        assertThat(roots.find(RootId.of(OWNER, 1, RootId.MAX_SLOTS - 1))).isEqualTo(NONE);
        assertThat(roots.apply(RootId.of(OWNER, 1, RootId.MAX_SLOTS - 1), 1)).isEqualTo(NONE);

        // when: no slot holds anything
        roots.close(roots.find(root));

        // then
        assertThat(roots.find(RootId.NONE)).isEqualTo(NONE);
        assertThat(roots.apply(RootId.NONE, 0)).isEqualTo(NONE);
    }

    @Test
    void shouldNotContinueItsPredecessorsRootsWhenMadeAnew() {
        // given
        long before = open("m");

        // when: the worker restarts and its first message takes the same slot
        PendingRoots<String> successor = new PendingRoots<>(OWNER, COMMON_NS, new SplitMix64(100));
        long after = successor.open("m", null, 0, COMMON_NS);

        // then
        assertThat(RootId.slot(after)).isEqualTo(RootId.slot(before));
        assertThat(after).isNotEqualTo(before);
        assertThat(successor.find(before)).isEqualTo(NONE);
    }

    @Test
    void shouldUseSlotsInTurnWhenOneIsGivenBack() {
        // given
        long first = open("first");
        roots.close(roots.find(first));

        // when: the slot given back is the last in the line, so that generations last long
        long second = open("second");

        // then
        assertThat(RootId.slot(second)).isNotEqualTo(RootId.slot(first));
    }

    // --- timeouts ---

    @Test
    void shouldExpireInTheOrderOfEmissionWhenTimeoutsAreCommon() {
        // given
        openAt(0, "a");
        openAt(0, "b");
        openAt(10, "c");

        // then
        assertThat(roots.nextDeadlineNs()).isEqualTo(100);
        assertThat(expireAllAt(99)).isEmpty();
        assertThat(expireAllAt(100)).containsExactly("a", "b");
        assertThat(roots.nextDeadlineNs()).isEqualTo(110);
        assertThat(expireAllAt(200)).containsExactly("c");
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
        assertThat(roots.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void shouldExpireTheOthersWhenOneOfThemIsClosed(String closed) {
        // given
        for (String message : List.of("a", "b", "c")) {
            long root = openAt(0, message);
            if (message.equals(closed)) {
                roots.close(roots.find(root));
            }
        }
        openAt(0, "d");

        // when
        List<Object> expired = expireAllAt(100);

        // then
        List<String> others = new ArrayList<>(List.of("a", "b", "c", "d"));
        others.remove(closed);
        assertThat(expired).isEqualTo(others);
    }

    @Test
    void shouldExpireTheOthersInOrderWhenFirstMiddleAndLastAreClosedAfterwards() {
        // given
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(openAt(i, "m" + i));
        }

        // when
        for (int i : new int[] {3, 0, 6}) {
            roots.close(roots.find(all.get(i)));
        }
        openAt(7, "m7");

        // then
        assertThat(roots.nextDeadlineNs()).isEqualTo(101);
        assertThat(expireAllAt(1_000)).containsExactly("m1", "m2", "m4", "m5", "m7");
    }

    @Test
    void shouldExpireByDeadlineWhenTimeoutsAreUncommon() {
        // given
        roots.open("50", null, 0, 50);
        roots.open("10", null, 0, 10);
        roots.open("30", null, 0, 30);
        roots.open("common", null, 0, COMMON_NS);

        // then
        assertThat(roots.nextDeadlineNs()).isEqualTo(10);
        assertThat(expireAllAt(9)).isEmpty();
        assertThat(expireAllAt(10)).containsExactly("10");
        assertThat(expireAllAt(55)).containsExactly("30", "50");
        assertThat(expireAllAt(1_000)).containsExactly("common");
    }

    @Test
    void shouldForgetAnUncommonTimeoutWhenItsRootIsClosed() {
        // given
        PendingRoots<String> small = new PendingRoots<>(OWNER, COMMON_NS, random, 1);
        long closed = small.open("closed", null, 0, UNCOMMON_NS);
        small.close(small.find(closed));
        long fresh = small.open("fresh", null, 0, COMMON_NS);

        // when / then: nothing of the slot's first use is left
        assertThat(small.expired(UNCOMMON_NS)).isEqualTo(NONE);
        assertThat(small.nextDeadlineNs()).isEqualTo(COMMON_NS);
        assertThat(small.messageId(small.expired(COMMON_NS))).isEqualTo("fresh");
        assertThat(small.find(fresh)).isEqualTo(small.expired(COMMON_NS));
    }

    @Test
    void shouldExpireOnceWhenTwoUncommonRootsFallDueTogether() {
        // given
        roots.open("a", null, 0, UNCOMMON_NS);
        roots.open("b", null, 0, UNCOMMON_NS);

        // then
        assertThat(expireAllAt(UNCOMMON_NS)).containsExactlyInAnyOrder("a", "b");
        assertThat(expireAllAt(10 * UNCOMMON_NS)).isEmpty();
    }

    @Test
    void shouldNeverExpireWhenTheTimeoutIsZero() {
        // given
        PendingRoots<String> patient = new PendingRoots<>(OWNER, 0, random);
        long root = patient.open("m", null, 0, 0);

        // when
        patient.resetTimeout(root, 10);

        // then
        assertThat(patient.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
        assertThat(patient.expired(NO_DEADLINE - 1)).isEqualTo(NONE);
        patient.close(patient.find(root));
        assertThat(patient.size()).isZero();
    }

    @Test
    void shouldExpireASingleRootWhenOnlyThatOneHasATimeout() {
        // given
        PendingRoots<String> patient = new PendingRoots<>(OWNER, 0, random);
        patient.open("for ever", null, 0, 0);
        patient.open("impatient", null, 0, 10);

        // when / then
        assertThat(patient.messageId(patient.expired(10))).isEqualTo("impatient");
        patient.close(patient.expired(10));
        assertThat(patient.expired(Long.MAX_VALUE - 1)).isEqualTo(NONE);
    }

    @Test
    void shouldMoveToTheEndWhenACommonTimeoutIsReset() {
        // given
        long a = openAt(0, "a");
        openAt(1, "b");
        openAt(2, "c");

        // when
        roots.resetTimeout(a, 50);

        // then
        assertThat(roots.nextDeadlineNs()).isEqualTo(101);
        assertThat(expireAllAt(149)).containsExactly("b", "c");
        assertThat(expireAllAt(150)).containsExactly("a");
    }

    @Test
    void shouldStayInOrderWhenTheOnlyOrTheLastTimeoutIsReset() {
        // given
        long only = openAt(0, "only");
        roots.resetTimeout(only, 10);
        long last = openAt(20, "last");
        roots.resetTimeout(last, 30);
        openAt(40, "later");

        // then
        assertThat(expireAllAt(1_000)).containsExactly("only", "last", "later");
    }

    @Test
    void shouldCountAgainFromNowWhenAnUncommonTimeoutIsReset() {
        // given
        long root = roots.open("a", null, 0, UNCOMMON_NS);
        roots.open("b", null, 5, UNCOMMON_NS);

        // when
        roots.resetTimeout(root, 20);

        // then
        assertThat(expireAllAt(49)).containsExactly("b");
        assertThat(expireAllAt(50)).containsExactly("a");
    }

    @Test
    void shouldExpireOnceWhenAnUncommonTimeoutIsResetAtTheSameMoment() {
        // given
        long root = roots.open("a", null, 0, UNCOMMON_NS);

        // when
        roots.resetTimeout(root, 0);
        roots.resetTimeout(root, 0);

        // then
        assertThat(expireAllAt(UNCOMMON_NS)).containsExactly("a");
    }

    @Test
    void shouldExpireWhatIsLeftWhenManyUncommonTimeoutsWereClosedOrPutOff() {
        // given: one stuck root with a long timeout, and far more passing ones behind it than are swept out at a time
        roots.open("stuck", null, 0, 100_000);
        long putOff = roots.open("put off", null, 0, 200_000);
        for (int i = 0; i < 5_000; i++) {
            roots.close(roots.find(roots.open("passing", null, i, 150_000)));
            roots.resetTimeout(putOff, i);
        }
        roots.open("left", null, 5_000, 150_000);

        // then
        assertThat(expireAllAt(99_999)).isEmpty();
        assertThat(expireAllAt(100_000)).containsExactly("stuck");
        assertThat(expireAllAt(154_999)).isEmpty();
        assertThat(expireAllAt(155_000)).containsExactly("left");
        assertThat(expireAllAt(204_998)).isEmpty();
        assertThat(expireAllAt(204_999)).containsExactly("put off");
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
    }

    @Test
    void shouldKeepTheTreeWhenItsTimeoutIsReset() {
        // given
        long root = openSealed("m", 9);

        // when
        roots.resetTimeout(root, 50);

        // then
        assertThat(roots.messageId(roots.apply(root, 9))).isEqualTo("m");
        assertThat(roots.emittedNs(roots.find(root))).isZero();
    }

    // --- what was emitted after a wait ---

    @Test
    void shouldCountAsOpenedLaterWhenPostponed() {
        // given: two before the wait, two after it at the same reading of the clock
        openAt(0, "old");
        openAt(9, "older than the wait");
        long common = openAt(10, "common");
        long own = roots.open("own", null, 10, UNCOMMON_NS);

        // when
        roots.postpone(10, 60);

        // then
        assertThat(roots.emittedNs(roots.find(common))).isEqualTo(60);
        assertThat(roots.emittedNs(roots.find(own))).isEqualTo(60);
        assertThat(expireAllAt(89)).isEmpty();
        assertThat(expireAllAt(90)).containsExactly("own");
        assertThat(expireAllAt(109)).containsExactly("old", "older than the wait");
        assertThat(expireAllAt(159)).isEmpty();
        assertThat(expireAllAt(160)).containsExactly("common");
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
    }

    @Test
    void shouldLeaveARootAloneWhenItIsOlderAndOnlyItsTimeoutWasReset() {
        // given
        long old = openAt(0, "old");
        roots.resetTimeout(old, 10);
        openAt(10, "young");

        // when
        roots.postpone(10, 60);

        // then
        assertThat(roots.emittedNs(roots.find(old))).isZero();
        assertThat(expireAllAt(110)).containsExactly("old");
        assertThat(expireAllAt(160)).containsExactly("young");
    }

    @Test
    void shouldStayPostponedWhenOthersAreClosedOrOpened() {
        // given
        long a = openAt(10, "a");
        openAt(10, "b");
        long c = openAt(10, "c");
        roots.open("own", null, 10, UNCOMMON_NS);
        roots.postpone(10, 60);

        // when
        roots.close(roots.find(a));
        roots.close(roots.find(c));
        openAt(70, "d");

        // then
        assertThat(expireAllAt(90)).containsExactly("own");
        assertThat(expireAllAt(160)).containsExactly("b");
        assertThat(expireAllAt(170)).containsExactly("d");
    }

    @Test
    void shouldPostponeNothingWhenNothingIsThatYoung() {
        // given
        openAt(0, "old");

        // when
        roots.postpone(1, 60);

        // then
        assertThat(expireAllAt(100)).containsExactly("old");
        roots.postpone(1, 60);
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
    }

    // --- size ---

    @Test
    void shouldKeepEveryRootWhenTheTableGrows() {
        // given: more than twice what it begins with
        int many = 10_000;
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long root = openAt(i, "m" + i);
            roots.seal(root, i + 1);
            all.add(root);
        }
        assertThat(roots.size()).isEqualTo(many);
        assertThat(new HashSet<>(all)).hasSize(many);

        // when
        List<Object> expired = expireAllAt(COMMON_NS);

        // then
        assertThat(expired).containsExactly("m0");
        for (int i = 1; i < many; i++) {
            int slot = roots.apply(all.get(i), i + 1);
            assertThat(roots.messageId(slot)).isEqualTo("m" + i);
            assertThat(roots.attachment(slot)).isEqualTo("of m" + i);
            assertThat(roots.emittedNs(slot)).isEqualTo(i);
            roots.close(slot);
        }
        assertThat(roots.size()).isZero();
        assertThat(roots.nextDeadlineNs()).isEqualTo(NO_DEADLINE);
    }

    @Test
    void shouldKeepRootsApartWhenTheTableGrowsAfterSlotsWereGivenBack() {
        // given: the free slots go round in their ring before the table grows
        List<Long> open = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            roots.close(roots.find(open("passing")));
        }

        // when
        for (int i = 0; i < 9_000; i++) {
            open.add(open("m" + i));
        }

        // then
        for (int i = 0; i < 9_000; i++) {
            assertThat(roots.messageId(roots.find(open.get(i)))).isEqualTo("m" + i);
        }
    }

    @Test
    void shouldBeFullWhenEverySlotIsTaken() {
        // given
        PendingRoots<String> small = new PendingRoots<>(OWNER, COMMON_NS, random, 3);
        small.open("a", null, 0, COMMON_NS);
        long b = small.open("b", null, 0, COMMON_NS);
        assertThat(small.isFull()).isFalse();

        // when
        small.open("c", null, 0, COMMON_NS);

        // then
        assertThat(small.isFull()).isTrue();
        assertThatThrownBy(() -> small.open("d", null, 0, COMMON_NS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more than 3 roots can be pending at a time");

        // when
        small.close(small.find(b));

        // then
        assertThat(small.isFull()).isFalse();
        assertThat(small.messageId(small.find(small.open("d", null, 0, COMMON_NS))))
                .isEqualTo("d");
    }

    @Test
    void shouldGrowToItsLimitWhenThatIsNoPowerOfTwo() {
        // given
        int limit = 5_000;
        PendingRoots<String> limited = new PendingRoots<>(OWNER, COMMON_NS, random, limit);

        // when
        for (int i = 0; i < limit; i++) {
            assertThat(limited.isFull()).isFalse();
            limited.open("m" + i, null, 0, COMMON_NS);
        }

        // then
        assertThat(limited.isFull()).isTrue();
        assertThat(limited.size()).isEqualTo(limit);
    }

    @Test
    void shouldVisitEveryPendingRootWhenTheVisitorClosesThem() {
        // given
        for (int i = 0; i < 6; i++) {
            long root = open("m" + i);
            if (i == 2) {
                roots.close(roots.find(root));
            }
        }
        List<Object> visited = new ArrayList<>();

        // when
        roots.forEach(slot -> {
            visited.add(roots.messageId(slot));
            if (visited.size() % 2 == 1) {
                roots.close(slot);
            }
        });

        // then
        assertThat(visited).containsExactly("m0", "m1", "m3", "m4", "m5");
        assertThat(roots.size()).isEqualTo(2);
        assertThat(expireAllAt(1_000)).containsExactly("m1", "m4");
    }

    @Test
    void shouldLetGoOfMessagesWhenTheirRootsAreClosed() {
        // given
        long root = open("m");
        int slot = roots.find(root);

        // when
        roots.close(slot);

        // then
        assertThat(roots.messageId(slot)).isNull();
        assertThat(roots.attachment(slot)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, RootId.MAX_OWNER + 1})
    void shouldRefuseAnOwnerWhenItCannotBeInARoot(int owner) {
        assertThatThrownBy(() -> new PendingRoots<String>(owner, COMMON_NS, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spout executor number must be from 1 to 16383, was " + owner);
    }

    @Test
    void shouldCountAsOpenedLaterWhenPostponedWithoutATimeout() {
        // given: timeouts are off, but the age is still told
        PendingRoots<String> patient = new PendingRoots<>(OWNER, 0, random);
        long root = patient.open("m", null, 10, 0);

        // when
        patient.postpone(10, 60);

        // then
        assertThat(patient.emittedNs(patient.find(root))).isEqualTo(60);
    }

    // --- where trees have gone ---

    @Test
    void shouldRememberWhereATreeHasGoneWhenMarkedBeforeAndAfterItsSeal() {
        // given
        long root = open("m");

        // when
        assertThat(roots.mark(root, 0b001)).isEqualTo(NONE);
        roots.seal(root, 5);
        int slot = roots.mark(root, 0b100);

        // then
        assertThat(slot).isEqualTo(roots.find(root));
        assertThat(roots.workers(slot)).isEqualTo(0b101);
    }

    @Test
    void shouldForgetWhereATreeHasGoneWhenItsSlotIsUsedAgain() {
        // given
        long root = openSealed("m", 5);
        int slot = roots.mark(root, -1L);
        roots.close(slot);

        // when: all slots are used once
        for (int i = 0; i < FreeSlots.FIRST; i++) {
            openSealed("m" + i, 5);
        }

        // then
        roots.forEach(used -> assertThat(roots.workers(used)).isZero());
        assertThat(roots.mark(root, 1)).isEqualTo(NONE);
    }

    @Test
    void shouldTellRootsOpenedBeforeTheEndOfAnEraFromThoseOpenedAfterIt() {
        // given
        long before = openSealed("before", 5);
        long underWay = open("under way");

        // when
        int ended = roots.endEra();
        roots.seal(underWay, 6);
        long after = openSealed("after", 7);

        // then
        assertThat(roots.era(roots.find(before))).isEqualTo(ended);
        assertThat(roots.era(roots.find(underWay))).isEqualTo(ended);
        assertThat(roots.era(roots.find(after))).isEqualTo(ended + 1);
    }
}
