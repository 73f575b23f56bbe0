package dev.gale.coordination;

import static dev.gale.coordination.Facts.CODE;
import static dev.gale.coordination.Facts.NOON;
import static dev.gale.coordination.Facts.OTHER_CODE;
import static dev.gale.coordination.Facts.assignment;
import static dev.gale.coordination.Facts.lease;
import static dev.gale.coordination.Facts.nimbus;
import static dev.gale.coordination.Facts.slot;
import static dev.gale.coordination.Facts.supervisor;
import static dev.gale.coordination.Facts.topology;
import static dev.gale.coordination.SessionState.CONNECTED;
import static dev.gale.coordination.SessionState.CONNECTING;
import static dev.gale.coordination.SessionState.LOST;
import static dev.gale.coordination.SessionState.RECONNECTED;
import static dev.gale.coordination.SessionState.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.PendingAction;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.coordination.model.WorkerLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link ClusterState} does. Callbacks of all daemons run on the test's thread. */
public abstract class ClusterStateContract {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NS = 200_000;

    private static final Slot LEFT = slot("left", 6_700);
    private static final Slot RIGHT = slot("right", 6_700);
    private static final TopologyInfo WORDS = topology("words");

    private final List<Daemon> daemons = new ArrayList<>();
    private ClusterUnderTest cluster;

    /** A store without facts. */
    protected abstract ClusterUnderTest newCluster() throws Exception;

    @BeforeEach
    void setUp() throws Exception {
        cluster = newCluster();
    }

    @AfterEach
    void tearDown() throws Exception {
        daemons.forEach(daemon -> daemon.client().close());
        cluster.close();
    }

    private Daemon stopped(String name) {
        Daemon daemon = new Daemon(name, cluster);
        daemons.add(daemon);
        return daemon;
    }

    private Daemon connected(String name) {
        Daemon daemon = stopped(name);
        daemon.client().start();
        awaitState(daemon, CONNECTED);
        return daemon;
    }

    private void await(BooleanSupplier condition, Supplier<?> found) {
        long endNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            daemons.forEach(Daemon::runCallbacks);
            if (condition.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("waited in vain; there is " + found.get() + "; daemons " + daemons);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    private void awaitState(Daemon daemon, SessionState state) {
        await(() -> daemon.states().contains(state), daemon::states);
    }

    private void suspend(Daemon daemon) throws Exception {
        cluster.suspend(daemon.client());
        await(() -> daemon.client().sessionState() == SUSPENDED, daemon::states);
    }

    private void resume(Daemon daemon) throws Exception {
        cluster.resume(daemon.client());
        awaitState(daemon, RECONNECTED);
    }

    private Recorders.Candidate campaigning(Daemon daemon, String id) {
        Recorders.Candidate candidate = new Recorders.Candidate();
        daemon.client().leadership().campaign(nimbus(id), candidate);
        return candidate;
    }

    private LeaderTerm leading(Daemon daemon) {
        Recorders.Candidate candidate = campaigning(daemon, "leader");
        await(() -> candidate.term != null, () -> candidate.calls);
        return candidate.term;
    }

    /** A daemon that leads a cluster with a topology that is assigned to LEFT and RIGHT in epoch 1. */
    private LeaderTerm assigned(Daemon daemon) {
        LeaderTerm term = leading(daemon);
        daemon.client().topologies().create(term, WORDS);
        daemon.client().assignments().write(term, assignment(WORDS, 1, LEFT, RIGHT));
        return term;
    }

    private static Recorders.Leased acquiring(Daemon daemon, WorkerLease lease) {
        Recorders.Leased leased = new Recorders.Leased();
        daemon.client().workerLeases().acquire(lease, leased);
        return leased;
    }

    private void awaitGranted(Recorders.Leased leased) {
        await(() -> !leased.epochs.isEmpty(), () -> leased);
    }

    private void awaitEnd(Recorders.Leased leased, LeaseEnd end) {
        await(() -> leased.end != null, () -> leased);
        assertThat(leased.end).describedAs(leased.toString()).isEqualTo(end);
        assertThat(leased.explanation).isNotBlank();
    }

    private static void assertRefused(Kind kind, ThrowingCallable call) {
        CoordinationFailure failure = catchThrowableOfType(CoordinationFailure.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).describedAs(failure.getMessage()).isEqualTo(kind);
    }

    // The session

    @Test
    void shouldBeConnectingUntilItIsStartedAndConnected() {
        Daemon daemon = stopped("one");
        assertThat(daemon.client().sessionState()).isEqualTo(CONNECTING);

        daemon.client().start();

        awaitState(daemon, CONNECTED);
        assertThat(daemon.states()).containsExactly(CONNECTED);
        assertThat(daemon.client().sessionState()).isEqualTo(CONNECTED);
    }

    @Test
    void shouldRefuseAtOnceWhenThereIsNoConnection() throws Exception {
        Daemon notYet = stopped("not yet");
        Daemon notNow = connected("not now");
        suspend(notNow);

        assertRefused(Kind.UNAVAILABLE, () -> notYet.client().topologies().all());
        assertRefused(Kind.UNAVAILABLE, () -> notNow.client().assignments().all());
    }

    @Test
    void shouldKeepItsSessionWhenTheConnectionBreaks() throws Exception {
        Daemon daemon = connected("one");
        Recorders.Registered registered = new Recorders.Registered();
        daemon.client().membership().registerSupervisor(supervisor("left"), registered);
        await(() -> registered.times == 1, () -> registered.times);

        suspend(daemon);
        Daemon other = connected("other");
        assertThat(other.client().membership().supervisors()).hasSize(1);
        resume(daemon);

        assertThat(daemon.states()).containsExactly(CONNECTED, SUSPENDED, RECONNECTED);
        assertThat(other.client().membership().supervisors()).hasSize(1);
        assertThat(registered.times).isEqualTo(1);
    }

    @Test
    void shouldHearThatItsSessionIsLostWhenItHasExpired() throws Exception {
        Daemon daemon = connected("one");

        cluster.expire(daemon.client());

        awaitState(daemon, RECONNECTED);
        assertThat(daemon.states()).containsExactly(CONNECTED, SUSPENDED, LOST, RECONNECTED);
    }

    @Test
    void shouldHearThatItsSessionIsLostOnlyWhenItIsConnectedAgain() throws Exception {
        Daemon daemon = connected("one");
        Recorders.Registered registered = new Recorders.Registered();
        daemon.client().membership().registerSupervisor(supervisor("left"), registered);
        await(() -> registered.times == 1, () -> registered.times);
        suspend(daemon);

        cluster.expire(daemon.client());
        Daemon other = connected("other");
        await(() -> other.client().membership().supervisors().isEmpty(), () -> "supervisors");
        assertThat(daemon.states()).containsExactly(CONNECTED, SUSPENDED);
        resume(daemon);

        assertThat(daemon.states()).containsExactly(CONNECTED, SUSPENDED, LOST, RECONNECTED);
    }

    @Test
    void shouldGoOnAsBeforeWhenTheStoreWasAway() throws Exception {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        assigned(leader);
        Recorders.Leased leased = acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(leased);

        cluster.stop();
        awaitState(worker, SUSPENDED);
        awaitState(leader, SUSPENDED);
        cluster.restart();
        awaitState(worker, RECONNECTED);
        awaitState(leader, RECONNECTED);

        assertThat(worker.states()).containsExactly(CONNECTED, SUSPENDED, RECONNECTED);
        assertThat(leader.client().workerLeases().of(WORDS.id())).containsOnlyKeys(LEFT);
        assertThat(leader.client().assignments().find(WORDS.id())).contains(assignment(WORDS, 1, LEFT, RIGHT));
        assertThat(leased.end).isNull();
    }

    // Membership

    @Test
    void shouldShowDaemonsWhileTheyLive() {
        Daemon watcher = connected("watcher");
        Daemon supervisor = connected("supervisor");
        Daemon nimbus = connected("nimbus");
        List<Map<SupervisorId, SupervisorInfo>> supervisors = new ArrayList<>();
        List<Map<NimbusId, NimbusInfo>> nimbuses = new ArrayList<>();
        watcher.client().membership().watchSupervisors(supervisors::add);
        watcher.client().membership().watchNimbuses(nimbuses::add);
        await(() -> supervisors.size() == 1 && nimbuses.size() == 1, () -> supervisors);
        assertThat(supervisors.get(0)).isEmpty();

        supervisor.client().membership().registerSupervisor(supervisor("left"), new Recorders.Registered());
        nimbus.client().membership().registerNimbus(nimbus("n1"), new Recorders.Registered());
        await(() -> supervisors.size() == 2 && nimbuses.size() == 2, () -> supervisors);
        assertThat(supervisors.get(1)).containsExactly(Map.entry(new SupervisorId("left"), supervisor("left")));
        assertThat(nimbuses.get(1)).containsExactly(Map.entry(new NimbusId("n1"), nimbus("n1")));
        assertThat(watcher.client().membership().nimbuses()).isEqualTo(nimbuses.get(1));

        supervisor.client().close();
        nimbus.client().close();
        await(() -> supervisors.size() == 3 && nimbuses.size() == 3, () -> supervisors);
        assertThat(supervisors.get(2)).isEmpty();
        assertThat(nimbuses.get(2)).isEmpty();
    }

    @Test
    void shouldRegisterAsSoonAsThereIsAConnection() {
        Daemon supervisor = stopped("supervisor");
        Recorders.Registered registered = new Recorders.Registered();
        supervisor.client().membership().registerSupervisor(supervisor("left"), registered);
        supervisor.client().start();

        await(() -> registered.times == 1, () -> registered.times);

        assertThat(supervisor.client().membership().supervisors()).hasSize(1);
    }

    @Test
    void shouldRegisterAgainWhenTheSessionWasLost() throws Exception {
        Daemon supervisor = connected("supervisor");
        Recorders.Registered registered = new Recorders.Registered();
        supervisor.client().membership().registerSupervisor(supervisor("left"), registered);
        await(() -> registered.times == 1, () -> registered.times);

        cluster.expire(supervisor.client());
        await(() -> registered.times == 2, () -> registered.times);

        assertThat(supervisor.client().membership().supervisors())
                .containsExactly(Map.entry(new SupervisorId("left"), supervisor("left")));
        assertThat(registered.displacedBy).isNull();
    }

    @Test
    void shouldReplaceTheEntryOfAnEarlierLifeAtOnce() throws Exception {
        Daemon before = connected("before");
        Recorders.Registered first = new Recorders.Registered();
        before.client().membership().registerSupervisor(supervisor("left", NOON), first);
        await(() -> first.times == 1, () -> first.times);
        // As after kill -9: its session isn't over yet.
        suspend(before);

        Daemon after = connected("after");
        Recorders.Registered second = new Recorders.Registered();
        after.client().membership().registerSupervisor(supervisor("left", NOON.plusSeconds(1)), second);
        await(() -> second.times == 1, () -> second.times);

        assertThat(after.client().membership().supervisors())
                .containsExactly(Map.entry(new SupervisorId("left"), supervisor("left", NOON.plusSeconds(1))));
        resume(before);
        await(() -> first.displacedBy != null, () -> first.times);
        assertThat(first.displacedBy).contains("left");
        assertThat(after.client().membership().supervisors())
                .containsExactly(Map.entry(new SupervisorId("left"), supervisor("left", NOON.plusSeconds(1))));
        assertThat(second.displacedBy).isNull();
    }

    @Test
    void shouldWaitWhenTheIdIsHeldByOneThatStartedLater() {
        Daemon later = connected("later");
        Daemon earlier = connected("earlier");
        Recorders.Registered first = new Recorders.Registered();
        later.client().membership().registerSupervisor(supervisor("left", NOON.plusSeconds(1)), first);
        await(() -> first.times == 1, () -> first.times);
        Recorders.Registered second = new Recorders.Registered();
        earlier.client().membership().registerSupervisor(supervisor("left", NOON), second);
        // Registered after it, so the first has been looked at when this is there.
        Recorders.Registered third = new Recorders.Registered();
        earlier.client().membership().registerSupervisor(supervisor("right"), third);
        await(() -> third.times == 1, () -> third.times);
        assertThat(second.times).isZero();
        assertThat(first.displacedBy).isNull();

        later.client().close();

        await(() -> second.times == 1, () -> second.times);
    }

    @Test
    void shouldWithdrawARegistrationThatIsClosed() {
        Daemon daemon = connected("one");
        Recorders.Registered registered = new Recorders.Registered();
        Registration registration = daemon.client().membership().registerSupervisor(supervisor("left"), registered);
        await(() -> registered.times == 1, () -> registered.times);

        registration.close();

        await(() -> daemon.client().membership().supervisors().isEmpty(), () -> "supervisors");
    }

    @Test
    void shouldWithdrawARegistrationThatWasClosedWithoutAConnection() throws Exception {
        Daemon daemon = connected("one");
        Recorders.Registered registered = new Recorders.Registered();
        Registration registration = daemon.client().membership().registerSupervisor(supervisor("left"), registered);
        await(() -> registered.times == 1, () -> registered.times);
        suspend(daemon);
        registration.close();

        resume(daemon);

        await(() -> daemon.client().membership().supervisors().isEmpty(), () -> "supervisors");
        assertThat(registered.times).isEqualTo(1);
    }

    // Leadership

    @Test
    void shouldHaveOneLeaderAndPassTheLeadershipOn() {
        Daemon one = connected("one");
        Daemon two = connected("two");
        Recorders.Candidate first = campaigning(one, "n1");
        await(() -> first.term != null, () -> first.calls);
        Recorders.Candidate second = campaigning(two, "n2");
        List<Optional<NimbusInfo>> seen = new ArrayList<>();
        two.client().leadership().watchLeader(seen::add);
        await(() -> !seen.isEmpty(), () -> seen);
        assertThat(seen).containsExactly(Optional.of(nimbus("n1")));
        assertThat(second.calls).isEmpty();
        assertThat(first.term.nimbusId()).isEqualTo(new NimbusId("n1"));

        one.client().close();
        await(() -> second.term != null && seen.size() > 1, () -> second.calls);

        assertThat(seen.get(seen.size() - 1)).contains(nimbus("n2"));
        assertThat(two.client().leadership().leader()).contains(nimbus("n2"));
        assertThat(second.term.number()).isGreaterThan(first.lastTerm.number());
    }

    @Test
    void shouldHaveNoLeaderWhenNobodyStands() {
        Daemon daemon = connected("one");
        List<Optional<NimbusInfo>> seen = new ArrayList<>();
        daemon.client().leadership().watchLeader(seen::add);
        await(() -> !seen.isEmpty(), () -> seen);

        assertThat(seen).containsExactly(Optional.empty());
        assertThat(daemon.client().leadership().leader()).isEmpty();
    }

    @Test
    void shouldStopLeadingAtOnceWhenTheConnectionBreaks() throws Exception {
        Daemon daemon = connected("one");
        Recorders.Candidate candidate = campaigning(daemon, "n1");
        await(() -> candidate.term != null, () -> candidate.calls);

        suspend(daemon);
        await(() -> candidate.term == null, () -> candidate.calls);
        resume(daemon);
        await(() -> candidate.term != null, () -> candidate.calls);

        assertThat(candidate.calls).containsExactly("gained", "lost", "gained");
        daemon.client().topologies().create(candidate.term, WORDS);
    }

    @Test
    void shouldStandAgainWhenItsSessionWasLost() throws Exception {
        Daemon one = connected("one");
        Recorders.Candidate first = campaigning(one, "n1");
        await(() -> first.term != null, () -> first.calls);
        Daemon two = connected("two");
        Recorders.Candidate second = campaigning(two, "n2");
        // Also in line by now.
        Recorders.Registered registered = new Recorders.Registered();
        two.client().membership().registerNimbus(nimbus("n2"), registered);
        await(() -> registered.times == 1, () -> registered.times);

        cluster.expire(one.client());
        await(() -> second.term != null, () -> second.calls);
        await(() -> first.calls.contains("lost"), () -> first.calls);
        two.client().close();
        await(() -> first.term != null, () -> first.calls);

        assertThat(first.calls).containsExactly("gained", "lost", "gained");
        assertThat(first.term.number()).isGreaterThan(second.lastTerm.number());
    }

    @Test
    void shouldGiveUpTheLeadershipWhenTheCandidacyIsClosed() {
        Daemon one = connected("one");
        Recorders.Candidate first = new Recorders.Candidate();
        Leadership.Candidacy candidacy = one.client().leadership().campaign(nimbus("n1"), first);
        await(() -> first.term != null, () -> first.calls);
        Daemon two = connected("two");
        Recorders.Candidate second = campaigning(two, "n2");

        candidacy.close();
        await(() -> second.term != null, () -> second.calls);

        assertThat(first.calls).containsExactly("gained");
        LeaderTerm over = first.term;
        assertRefused(Kind.NOT_LEADER, () -> one.client().topologies().create(over, WORDS));
        Recorders.Candidate third = campaigning(one, "n1");
        two.client().close();
        await(() -> third.term != null, () -> third.calls);
    }

    @Test
    void shouldRefuseASecondCandidacyOfTheSameDaemon() {
        Daemon one = connected("one");
        campaigning(one, "n1");

        assertThatThrownBy(() -> campaigning(one, "n1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close that candidacy first");
    }

    @Test
    void shouldRefuseTheLateWritesOfADeposedLeader() throws Exception {
        Daemon one = connected("one");
        Recorders.Candidate first = campaigning(one, "n1");
        await(() -> first.term != null, () -> first.calls);
        LeaderTerm over = first.term;
        one.client().topologies().create(over, WORDS);
        one.client().assignments().write(over, assignment(WORDS, 1, LEFT));
        // Paused, as by a long collection of garbage: it can't know.
        suspend(one);
        cluster.expire(one.client());
        Daemon two = connected("two");
        LeaderTerm present = leading(two);
        two.client().assignments().write(present, assignment(WORDS, 2, RIGHT));
        resume(one);

        for (Daemon writer : List.of(one, two)) {
            Topologies topologies = writer.client().topologies();
            assertRefused(Kind.NOT_LEADER, () -> topologies.create(over, topology("late")));
            assertRefused(Kind.NOT_LEADER, () -> topologies.update(over, WORDS.with(TopologyStatus.INACTIVE), 0));
            assertRefused(Kind.NOT_LEADER, () -> topologies.remove(over, WORDS.id()));
            assertRefused(Kind.NOT_LEADER, () -> topologies.remove(over, new TopologyId("unknown")));
            Assignments assignments = writer.client().assignments();
            assertRefused(Kind.NOT_LEADER, () -> assignments.write(over, assignment(WORDS, 3, LEFT)));
            assertRefused(Kind.NOT_LEADER, () -> assignments.write(over, assignment(WORDS, 2, LEFT)));
        }

        assertThat(two.client().topologies().all()).containsOnlyKeys(WORDS.id());
        assertThat(two.client().topologies().find(WORDS.id())).contains(new Versioned<>(WORDS, 0));
        assertThat(two.client().assignments().find(WORDS.id())).contains(assignment(WORDS, 2, RIGHT));
    }

    // Topologies

    @Test
    void shouldKeepATopologyAndItsName() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        Topologies topologies = leader.client().topologies();

        assertThat(topologies.create(term, WORDS)).isEqualTo(new Versioned<>(WORDS, 0));

        Daemon reader = connected("reader");
        assertThat(reader.client().topologies().find(WORDS.id())).contains(new Versioned<>(WORDS, 0));
        assertThat(reader.client().topologies().named("words")).contains(WORDS.id());
        assertThat(reader.client().topologies().all())
                .containsExactly(Map.entry(WORDS.id(), new Versioned<>(WORDS, 0)));
        assertThat(reader.client().topologies().find(new TopologyId("unknown"))).isEmpty();
        assertThat(reader.client().topologies().named("unknown")).isEmpty();
    }

    @Test
    void shouldRefuseANameOrIdThatIsInUse() throws Exception {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        Topologies topologies = leader.client().topologies();
        topologies.create(term, WORDS);
        int entries = cluster.entries();

        assertRefused(Kind.NAME_IN_USE, () -> topologies.create(term, topology("words", "words-2")));
        assertRefused(Kind.NAME_IN_USE, () -> topologies.create(term, topology("others", "words-1")));

        assertThat(cluster.entries()).isEqualTo(entries);
        assertThat(topologies.named("words")).contains(WORDS.id());
        assertThat(topologies.named("others")).isEmpty();
    }

    @Test
    void shouldGiveANameToOneOfManyWhoAskAtOnce() throws Exception {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        AtomicInteger created = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TopologyInfo mine = topology("words", "words-" + i);
            threads.add(new Thread(() -> {
                try {
                    leader.client().topologies().create(term, mine);
                    created.incrementAndGet();
                } catch (CoordinationFailure e) {
                    assertThat(e.kind()).isEqualTo(Kind.NAME_IN_USE);
                    refused.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(created).hasValue(1);
        assertThat(refused).hasValue(7);
        assertThat(leader.client().topologies().all()).hasSize(1);
    }

    @Test
    void shouldSucceedAgainWhenAChangeIsRepeated() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        Topologies topologies = leader.client().topologies();
        topologies.create(term, WORDS);

        assertThat(topologies.create(term, WORDS)).isEqualTo(new Versioned<>(WORDS, 0));
        TopologyInfo inactive = WORDS.with(TopologyStatus.INACTIVE);
        assertThat(topologies.update(term, inactive, 0)).isEqualTo(new Versioned<>(inactive, 1));
        assertThat(topologies.update(term, inactive, 0)).isEqualTo(new Versioned<>(inactive, 1));
        leader.client().assignments().write(term, assignment(WORDS, 1, LEFT));
        leader.client().assignments().write(term, assignment(WORDS, 1, LEFT));
        topologies.remove(term, WORDS.id());
        topologies.remove(term, WORDS.id());

        assertThat(topologies.all()).isEmpty();
    }

    @Test
    void shouldRefuseAChangeThatWasMadeFromAnOldVersion() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        Topologies topologies = leader.client().topologies();
        topologies.create(term, WORDS);
        TopologyInfo killed = WORDS.with(
                TopologyStatus.KILLED, PendingAction.kill(TopologyStatus.ACTIVE, NOON, Duration.ofSeconds(30)));

        topologies.update(term, killed, 0);

        assertRefused(Kind.CONFLICT, () -> topologies.update(term, WORDS.with(TopologyStatus.INACTIVE), 0));
        assertThat(topologies.find(WORDS.id())).contains(new Versioned<>(killed, 1));
    }

    @Test
    void shouldRefuseToChangeWhatIsNotThereOrCantChange() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        Topologies topologies = leader.client().topologies();

        assertRefused(Kind.NOT_FOUND, () -> topologies.update(term, WORDS, 0));

        topologies.create(term, WORDS);
        assertThatThrownBy(() -> topologies.update(term, topology("renamed", "words-1"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't change to renamed");
    }

    @Test
    void shouldFollowTopologies() {
        Daemon leader = connected("leader");
        Daemon watcher = connected("watcher");
        List<Map<TopologyId, TopologyInfo>> all = new ArrayList<>();
        List<Optional<TopologyInfo>> one = new ArrayList<>();
        watcher.client().topologies().watchAll(all::add);
        Watch watch = watcher.client().topologies().watch(WORDS.id(), one::add);
        await(() -> all.size() == 1 && one.size() == 1, () -> all);

        LeaderTerm term = leading(leader);
        leader.client().topologies().create(term, WORDS);
        await(() -> all.size() == 2 && one.size() == 2, () -> all);
        TopologyInfo inactive = WORDS.with(TopologyStatus.INACTIVE);
        leader.client().topologies().update(term, inactive, 0);
        await(() -> all.size() == 3 && one.size() == 3, () -> all);
        watch.close();
        leader.client().topologies().remove(term, WORDS.id());
        await(() -> all.size() == 4, () -> all);

        assertThat(all).containsExactly(Map.of(), Map.of(WORDS.id(), WORDS), Map.of(WORDS.id(), inactive), Map.of());
        assertThat(one).containsExactly(Optional.empty(), Optional.of(WORDS), Optional.of(inactive));
    }

    @Test
    void shouldHearWhatChangedWhileItWasAway() throws Exception {
        Daemon leader = connected("leader");
        Daemon watcher = connected("watcher");
        LeaderTerm term = leading(leader);
        leader.client().topologies().create(term, WORDS);
        List<Map<TopologyId, TopologyInfo>> all = new ArrayList<>();
        watcher.client().topologies().watchAll(all::add);
        await(() -> all.size() == 1, () -> all);

        suspend(watcher);
        TopologyInfo other = topology("other");
        leader.client().topologies().create(term, other);
        // The same id and version, and another topology.
        leader.client().topologies().remove(term, WORDS.id());
        TopologyInfo replaced = topology("renamed", "words-1");
        leader.client().topologies().create(term, replaced);
        assertThat(all).hasSize(1);
        resume(watcher);

        Map<TopologyId, TopologyInfo> expected = Map.of(other.id(), other, replaced.id(), replaced);
        await(() -> all.get(all.size() - 1).equals(expected), () -> all);
        // And it goes on hearing.
        leader.client().topologies().remove(term, other.id());
        await(() -> all.get(all.size() - 1).equals(Map.of(replaced.id(), replaced)), () -> all);
    }

    @Test
    void shouldLeaveNothingBehindWhenTopologiesComeAndGo() throws Exception {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        int entries = cluster.entries();

        for (int round = 0; round < 100; round++) {
            TopologyInfo topology = topology("words", "words-" + round);
            leader.client().topologies().create(term, topology);
            leader.client().assignments().write(term, assignment(topology, 1, LEFT, RIGHT));
            Recorders.Leased leased = acquiring(leader, lease(topology, 1, LEFT, 11, NOON));
            awaitGranted(leased);
            leader.client().topologies().remove(term, topology.id());
            awaitEnd(leased, LeaseEnd.REVOKED);
        }

        assertThat(cluster.entries()).isEqualTo(entries);
        assertThat(leader.client().topologies().all()).isEmpty();
    }

    // Assignments

    @Test
    void shouldReplaceAnAssignmentByNewerOnesOnly() {
        Daemon leader = connected("leader");
        LeaderTerm term = assigned(leader);
        Assignments assignments = leader.client().assignments();

        assertRefused(Kind.STALE_EPOCH, () -> assignments.write(term, assignment(WORDS, 1, LEFT)));
        assignments.write(term, assignment(WORDS, 5, RIGHT));
        assertRefused(Kind.STALE_EPOCH, () -> assignments.write(term, assignment(WORDS, 4, LEFT)));

        assertThat(assignments.find(WORDS.id())).contains(assignment(WORDS, 5, RIGHT));
        assertThat(assignments.all()).containsExactly(Map.entry(WORDS.id(), assignment(WORDS, 5, RIGHT)));
    }

    @Test
    void shouldRefuseTheAssignmentOfATopologyThatIsNotThere() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);

        assertRefused(Kind.NOT_FOUND, () -> leader.client().assignments().write(term, assignment(WORDS, 1, LEFT)));

        assertThat(leader.client().assignments().find(WORDS.id())).isEmpty();
    }

    @Test
    void shouldFollowAssignments() {
        Daemon leader = connected("leader");
        Daemon watcher = connected("watcher");
        List<Map<TopologyId, Assignment>> all = new ArrayList<>();
        List<Optional<Assignment>> one = new ArrayList<>();
        watcher.client().assignments().watchAll(all::add);
        watcher.client().assignments().watch(WORDS.id(), one::add);
        await(() -> all.size() == 1 && one.size() == 1, () -> all);

        LeaderTerm term = assigned(leader);
        await(() -> all.size() == 2 && one.size() == 2, () -> all);
        leader.client().assignments().write(term, assignment(WORDS, 2, RIGHT));
        await(() -> all.size() == 3 && one.size() == 3, () -> all);
        leader.client().topologies().remove(term, WORDS.id());
        await(() -> all.size() == 4 && one.size() == 4, () -> all);

        assertThat(one)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(assignment(WORDS, 1, LEFT, RIGHT)),
                        Optional.of(assignment(WORDS, 2, RIGHT)),
                        Optional.empty());
        assertThat(all.get(2)).containsExactly(Map.entry(WORDS.id(), assignment(WORDS, 2, RIGHT)));
        assertThat(all.get(3)).isEmpty();
    }

    @Test
    void shouldHoldAnAssignmentOfTenThousandExecutors() {
        Daemon leader = connected("leader");
        LeaderTerm term = leading(leader);
        leader.client().topologies().create(term, WORDS);
        Map<Slot, List<ExecutorId>> slots = new TreeMap<>();
        Map<SupervisorId, String> hosts = new TreeMap<>();
        for (int worker = 0; worker < 1_000; worker++) {
            Slot slot = slot("0d1f5a3e-93cf-4a5e-8f2b-" + (100_000_000_000L + worker), 6_700);
            List<ExecutorId> executors = new ArrayList<>();
            for (int executor = 0; executor < 10; executor++) {
                executors.add(new ExecutorId(10 * worker + executor, 10 * worker + executor));
            }
            slots.put(slot, executors);
            hosts.put(slot.supervisorId(), "worker-" + worker + ".example.org");
        }
        Assignment large = Assignment.of(WORDS.id(), 1, slots, hosts, CODE);

        leader.client().assignments().write(term, large);

        assertThat(leader.client().assignments().find(WORDS.id())).contains(large);
    }

    // Leases

    @Test
    void shouldGrantALeaseAndTakeItBack() {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        assigned(leader);
        WorkerLease lease = lease(WORDS, 1, LEFT, 11, NOON);
        List<Map<Slot, WorkerLease>> seen = new ArrayList<>();
        leader.client().workerLeases().watch(WORDS.id(), seen::add);
        await(() -> seen.size() == 1, () -> seen);

        Recorders.Leased leased = new Recorders.Leased();
        WorkerLeases.Lease held = worker.client().workerLeases().acquire(lease, leased);
        awaitGranted(leased);
        await(() -> seen.size() == 2, () -> seen);
        assertThat(leader.client().workerLeases().of(WORDS.id())).containsExactly(Map.entry(LEFT, lease));
        held.close();
        await(() -> seen.size() == 3, () -> seen);

        assertThat(seen).containsExactly(Map.of(), Map.of(LEFT, lease), Map.of());
        assertThat(leased.epochs).containsExactly(1L);
        assertThat(leased.end).isNull();
    }

    @Test
    void shouldRefuseALeaseThatTheAssignmentDoesNotGive() {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        LeaderTerm term = assigned(leader);
        leader.client().assignments().write(term, assignment(WORDS, 2, LEFT));

        awaitEnd(acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON)), LeaseEnd.STALE_EPOCH);
        awaitEnd(acquiring(worker, lease(WORDS, 2, RIGHT, 11, NOON)), LeaseEnd.NOT_ASSIGNED);
        awaitEnd(acquiring(worker, lease(WORDS, 3, LEFT, 11, NOON)), LeaseEnd.NOT_ASSIGNED);
        awaitEnd(acquiring(worker, lease(topology("unknown"), 1, LEFT, 11, NOON)), LeaseEnd.NOT_ASSIGNED);

        assertThat(leader.client().workerLeases().of(WORDS.id())).isEmpty();
    }

    @Test
    void shouldTakeALeaseOverForANewerEpoch() {
        Daemon leader = connected("leader");
        Daemon before = connected("before");
        Daemon after = connected("after");
        LeaderTerm term = assigned(leader);
        Recorders.Leased first = acquiring(before, lease(WORDS, 1, LEFT, 11, NOON.plusSeconds(9)));
        awaitGranted(first);

        leader.client().assignments().write(term, assignment(WORDS, 2, LEFT));
        Recorders.Leased second = acquiring(after, lease(WORDS, 2, LEFT, 12, NOON));
        awaitGranted(second);

        awaitEnd(first, LeaseEnd.TAKEN_OVER);
        assertThat(leader.client().workerLeases().of(WORDS.id()))
                .containsExactly(Map.entry(LEFT, lease(WORDS, 2, LEFT, 12, NOON)));
    }

    @Test
    void shouldTakeALeaseOverForAProcessThatWasStartedLater() throws Exception {
        Daemon leader = connected("leader");
        Daemon before = connected("before");
        Daemon after = connected("after");
        assigned(leader);
        Recorders.Leased first = acquiring(before, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(first);
        // As after kill -9: its session isn't over yet, and its supervisor has started another.
        suspend(before);

        Recorders.Leased second = acquiring(after, lease(WORDS, 1, LEFT, 12, NOON.plusSeconds(1)));
        awaitGranted(second);

        resume(before);
        awaitEnd(first, LeaseEnd.TAKEN_OVER);
        assertThat(second.end).isNull();
    }

    @Test
    void shouldWaitForAnOwnerWhoseEndIsNotProven() throws Exception {
        Daemon leader = connected("leader");
        Daemon owner = connected("owner");
        Daemon waiting = connected("waiting");
        assigned(leader);
        Recorders.Leased first = acquiring(owner, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(first);

        Recorders.Leased second = acquiring(waiting, lease(WORDS, 1, LEFT, 12, NOON.minusSeconds(1)));
        Recorders.Leased marker = acquiring(waiting, lease(WORDS, 1, RIGHT, 13, NOON));
        awaitGranted(marker);
        assertThat(second.epochs).isEmpty();
        assertThat(second.end).isNull();

        cluster.expire(owner.client());
        awaitGranted(second);
        awaitEnd(first, LeaseEnd.SESSION_LOST);
    }

    @Test
    void shouldEndAClaimThatWaitsWhenTheAssignmentMovesOn() {
        Daemon leader = connected("leader");
        Daemon owner = connected("owner");
        Daemon waiting = connected("waiting");
        LeaderTerm term = assigned(leader);
        awaitGranted(acquiring(owner, lease(WORDS, 1, LEFT, 11, NOON)));
        Recorders.Leased second = acquiring(waiting, lease(WORDS, 1, LEFT, 12, NOON.minusSeconds(1)));
        awaitGranted(acquiring(waiting, lease(WORDS, 1, RIGHT, 13, NOON)));

        leader.client().assignments().write(term, assignment(WORDS, 2, RIGHT));

        awaitEnd(second, LeaseEnd.STALE_EPOCH);
    }

    @Test
    void shouldNeverTakeALostLeaseBackByItself() throws Exception {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        assigned(leader);
        Recorders.Leased leased = acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(leased);

        cluster.expire(worker.client());
        awaitEnd(leased, LeaseEnd.SESSION_LOST);
        awaitState(worker, RECONNECTED);
        // What is asked for now comes after all that is done by itself.
        awaitGranted(acquiring(worker, lease(WORDS, 1, RIGHT, 12, NOON)));

        assertThat(leader.client().workerLeases().of(WORDS.id())).containsOnlyKeys(RIGHT);
        assertThat(leased.epochs).hasSize(1);
        awaitGranted(acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON)));
        assertThat(leader.client().workerLeases().of(WORDS.id())).containsOnlyKeys(LEFT, RIGHT);
    }

    @Test
    void shouldRefuseAZombieThatComesBack() throws Exception {
        Daemon leader = connected("leader");
        Daemon zombie = connected("zombie");
        LeaderTerm term = assigned(leader);
        Recorders.Leased leased = acquiring(zombie, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(leased);
        suspend(zombie);
        cluster.expire(zombie.client());
        leader.client().assignments().write(term, assignment(WORDS, 2, LEFT));
        Daemon successor = connected("successor");
        awaitGranted(acquiring(successor, lease(WORDS, 2, LEFT, 12, NOON.plusSeconds(60))));

        resume(zombie);

        awaitEnd(leased, LeaseEnd.SESSION_LOST);
        awaitEnd(acquiring(zombie, lease(WORDS, 1, LEFT, 11, NOON)), LeaseEnd.STALE_EPOCH);
        assertThat(leader.client().workerLeases().of(WORDS.id()).get(LEFT).pid())
                .isEqualTo(12);
    }

    @Test
    void shouldRaiseALeaseToANewerAssignment() {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        LeaderTerm term = assigned(leader);
        Recorders.Leased leased = new Recorders.Leased();
        WorkerLeases.Lease held = worker.client().workerLeases().acquire(lease(WORDS, 1, LEFT, 11, NOON), leased);
        awaitGranted(leased);
        leader.client().assignments().write(term, assignment(WORDS, 2, LEFT));

        held.raise(2);
        await(() -> leased.epochs.size() == 2, () -> leased);

        assertThat(leased.epochs).containsExactly(1L, 2L);
        assertThat(leader.client().workerLeases().of(WORDS.id()))
                .containsExactly(Map.entry(LEFT, lease(WORDS, 1, LEFT, 11, NOON).at(2)));
    }

    @Test
    void shouldEndALeaseThatCantBeRaised() {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        LeaderTerm term = assigned(leader);
        Recorders.Leased leased = new Recorders.Leased();
        WorkerLeases.Lease held = worker.client().workerLeases().acquire(lease(WORDS, 1, LEFT, 11, NOON), leased);
        awaitGranted(leased);
        leader.client().assignments().write(term, assignment(WORDS, 2, RIGHT));

        held.raise(2);

        awaitEnd(leased, LeaseEnd.NOT_ASSIGNED);
        await(() -> leader.client().workerLeases().of(WORDS.id()).isEmpty(), () -> "a lease");
    }

    @Test
    void shouldKeepALeaseWhenTheConnectionBreaks() throws Exception {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        assigned(leader);
        Recorders.Leased leased = acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON));
        awaitGranted(leased);

        suspend(worker);
        assertThat(leader.client().workerLeases().of(WORDS.id())).containsOnlyKeys(LEFT);
        resume(worker);
        awaitGranted(acquiring(worker, lease(WORDS, 1, RIGHT, 12, NOON)));

        assertThat(leader.client().workerLeases().of(WORDS.id())).containsOnlyKeys(LEFT, RIGHT);
        assertThat(leased.end).isNull();
        assertThat(leased.epochs).hasSize(1);
    }

    @Test
    void shouldRevokeLeasesWhenTheTopologyIsRemoved() {
        Daemon leader = connected("leader");
        Daemon worker = connected("worker");
        LeaderTerm term = assigned(leader);
        Recorders.Leased left = acquiring(worker, lease(WORDS, 1, LEFT, 11, NOON));
        Recorders.Leased right = acquiring(worker, lease(WORDS, 1, RIGHT, 12, NOON));
        awaitGranted(left);
        awaitGranted(right);

        leader.client().topologies().remove(term, WORDS.id());

        awaitEnd(left, LeaseEnd.REVOKED);
        awaitEnd(right, LeaseEnd.REVOKED);
        assertThat(leader.client().topologies().named("words")).isEmpty();
        assertThat(leader.client().assignments().all()).isEmpty();
    }

    // Code

    @Test
    void shouldKnowWhoHasWhichCode() throws Exception {
        Daemon one = connected("one");
        Daemon two = connected("two");
        List<Map<CodeHash, Set<NimbusInfo>>> seen = new ArrayList<>();
        two.client().codeReplicas().watch(seen::add);
        one.client().codeReplicas().declare(nimbus("n1"), CODE);
        Registration second = two.client().codeReplicas().declare(nimbus("n2:8080"), CODE);
        two.client().codeReplicas().declare(nimbus("n2:8080"), OTHER_CODE);
        Map<CodeHash, Set<NimbusInfo>> everything =
                Map.of(CODE, Set.of(nimbus("n1"), nimbus("n2:8080")), OTHER_CODE, Set.of(nimbus("n2:8080")));
        await(() -> seen.contains(everything), () -> seen);
        assertThat(one.client().codeReplicas().holders(CODE))
                .containsExactlyInAnyOrder(nimbus("n1"), nimbus("n2:8080"));

        second.close();
        await(() -> one.client().codeReplicas().holders(CODE).size() == 1, () -> seen);
        suspend(one);
        cluster.expire(one.client());
        await(() -> seen.get(seen.size() - 1).equals(Map.of(OTHER_CODE, Set.of(nimbus("n2:8080")))), () -> seen);
        resume(one);
        await(() -> seen.get(seen.size() - 1).size() == 2, () -> seen);

        assertThat(two.client().codeReplicas().holders(CODE)).containsExactly(nimbus("n1"));
    }
}
