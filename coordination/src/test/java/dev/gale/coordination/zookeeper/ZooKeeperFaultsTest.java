package dev.gale.coordination.zookeeper;

import static dev.gale.coordination.Facts.CODE;
import static dev.gale.coordination.Facts.NOON;
import static dev.gale.coordination.Facts.assignment;
import static dev.gale.coordination.Facts.lease;
import static dev.gale.coordination.Facts.nimbus;
import static dev.gale.coordination.Facts.slot;
import static dev.gale.coordination.Facts.supervisor;
import static dev.gale.coordination.Facts.topology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.LeaseEnd;
import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.SessionState;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.WorkerLease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.data.Stat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real ZooKeeper can do to its clients. Callbacks run on the test's thread. */
class ZooKeeperFaultsTest {
    private static final TopologyInfo WORDS = topology("words");
    private static final Slot LEFT = slot("left", 6_700);

    private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();
    private final List<ClusterState> clients = new ArrayList<>();
    private ZooKeeperUnderTest zookeeper;

    @TempDir
    private Path directory;

    @AfterEach
    void tearDown() throws Exception {
        clients.forEach(ClusterState::close);
        zookeeper.close();
    }

    private void await(BooleanSupplier condition) {
        await(condition, () -> "what was there before");
    }

    private void await(BooleanSupplier condition, Supplier<?> found) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
                callback.run();
            }
            if (condition.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("waited in vain; there is " + found.get());
            }
            LockSupport.parkNanos(200_000);
        }
    }

    private ZooKeeperClusterState connected(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(ZooKeeperUnderTest.configuration(zookeeper.port()));
        configuration.putAll(more);
        ZooKeeperClusterState client =
                new ZooKeeperClusterState(CoordinationSettings.from(configuration), callbacks::add);
        clients.add(client);
        client.start();
        await(() -> client.sessionState() == SessionState.CONNECTED);
        return client;
    }

    private LeaderTerm leading(ClusterState client) {
        List<LeaderTerm> terms = new ArrayList<>();
        client.leadership().campaign(nimbus("n1"), new LeadershipListener() {
            @Override
            public void onGained(LeaderTerm term) {
                terms.add(term);
            }

            @Override
            public void onLost() {}
        });
        await(() -> !terms.isEmpty());
        return terms.get(0);
    }

    private static final class Lease implements LeaseListener {
        private int granted;
        private LeaseEnd end;

        @Override
        public void onGranted(WorkerLease lease) {
            granted++;
        }

        @Override
        public void onEnded(LeaseEnd why, String explanation) {
            end = why;
        }
    }

    private static final class Ignoring implements RegistrationListener {
        @Override
        public void onRegistered() {}

        @Override
        public void onDisplaced(String by) {}
    }

    @Test
    void shouldKeepLeasesWhenZooKeeperIsAwayForLongerThanASessionMayBeSilent() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory, Duration.ofSeconds(1));
        ZooKeeperClusterState client = connected(Map.of("storm.zookeeper.session.timeout", 6_000));
        LeaderTerm term = leading(client);
        client.topologies().create(term, WORDS);
        client.assignments().write(term, assignment(WORDS, 1, LEFT));
        Lease lease = new Lease();
        client.workerLeases().acquire(lease(WORDS, 1, LEFT, 11, NOON), lease);
        await(() -> lease.granted == 1);
        List<SessionState> states = new ArrayList<>();
        client.addSessionListener(states::add);

        zookeeper.stop();
        long stoppedNs = System.nanoTime();
        await(() -> System.nanoTime() - stoppedNs > TimeUnit.MILLISECONDS.toNanos(7_000));
        zookeeper.restart();
        await(() -> states.contains(SessionState.RECONNECTED));

        // It has passed to the new session, so that the end of the former one takes nothing away.
        assertThat(states).containsExactly(SessionState.SUSPENDED, SessionState.LOST, SessionState.RECONNECTED);
        try (CuratorFramework reader = zookeeper.newCurator()) {
            String node = ZooKeeperUnderTest.ROOT + "/workers/words-1/left:6700";
            long session = client.sessionId();
            await(() -> ownerOf(reader, node) == session);
        }
        assertThat(client.workerLeases().of(WORDS.id())).containsOnlyKeys(LEFT);
        assertThat(lease.end).isNull();
        assertThat(lease.granted).isEqualTo(1);
    }

    /** The session that an ephemeral node belongs to; 0 when it isn't there. */
    private static long ownerOf(CuratorFramework reader, String node) {
        try {
            Stat stat = reader.checkExists().forPath(node);
            return stat == null ? 0 : stat.getEphemeralOwner();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldLetNobodyElseReadOrChangeWhenAUserIsSet() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState daemon = connected(
                Map.of("storm.zookeeper.auth.scheme", "digest", "storm.zookeeper.auth.payload", "gale:secret"));
        LeaderTerm term = leading(daemon);
        daemon.topologies().create(term, WORDS);
        daemon.assignments().write(term, assignment(WORDS, 1, LEFT));

        ZooKeeperClusterState stranger = connected(Map.of());
        ZooKeeperClusterState mistyped = connected(
                Map.of("storm.zookeeper.auth.scheme", "digest", "storm.zookeeper.auth.payload", "gale:wrong"));

        for (ClusterState client : List.of(stranger, mistyped)) {
            assertNotAllowed(() -> client.topologies().all());
            assertNotAllowed(() -> client.topologies().find(WORDS.id()));
            assertNotAllowed(() -> client.topologies().remove(term, WORDS.id()));
            assertNotAllowed(() -> client.assignments().write(term, assignment(WORDS, 2, LEFT)));
            assertNotAllowed(() -> client.leadership().leader());
            Lease lease = new Lease();
            client.workerLeases().acquire(lease(WORDS, 1, LEFT, 11, NOON), lease);
            await(() -> lease.end == LeaseEnd.NOT_ALLOWED);
        }
        assertThat(daemon.topologies().all()).containsOnlyKeys(WORDS.id());
        ZooKeeperClusterState colleague = connected(
                Map.of("storm.zookeeper.auth.scheme", "digest", "storm.zookeeper.auth.payload", "gale:secret"));
        assertThat(colleague.assignments().all()).containsOnlyKeys(WORDS.id());
    }

    private static void assertNotAllowed(ThrowingCallable call) {
        CoordinationFailure failure = catchThrowableOfType(CoordinationFailure.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(failure).hasMessageContaining("storm.zookeeper.auth.payload");
    }

    @Test
    void shouldKeepClustersApartByTheirRoots() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState one = connected(Map.of("storm.zookeeper.root", "/one"));
        ZooKeeperClusterState two = connected(Map.of("storm.zookeeper.root", "/two/below"));

        one.topologies().create(leading(one), WORDS);

        assertThat(one.topologies().all()).hasSize(1);
        assertThat(two.topologies().all()).isEmpty();
        assertThat(two.leadership().leader()).isEmpty();
    }

    @Test
    void shouldGoOnWithTheFormerRecordWhenOneCantBeRead() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState client = connected(Map.of());
        client.membership().registerSupervisor(supervisor("left"), new Ignoring());
        List<Map<SupervisorId, SupervisorInfo>> seen = new ArrayList<>();
        client.membership().watchSupervisors(seen::add);
        await(() -> !seen.isEmpty() && seen.get(seen.size() - 1).size() == 1);

        try (CuratorFramework spoiler = zookeeper.newCurator()) {
            String directoryOfSupervisors = ZooKeeperUnderTest.ROOT + "/supervisors";
            spoiler.setData().forPath(directoryOfSupervisors + "/left", bytes("not JSON"));
            spoiler.create().forPath(directoryOfSupervisors + "/never-readable", bytes("{}"));
            spoiler.create().forPath(directoryOfSupervisors + "/right", RecordJson.write(supervisor("right")));
        }
        await(() -> seen.get(seen.size() - 1).size() == 2);

        assertThat(seen.get(seen.size() - 1))
                .containsOnly(
                        Map.entry(new SupervisorId("left"), supervisor("left")),
                        Map.entry(new SupervisorId("right"), supervisor("right")));
        assertThat(client.membership().supervisors()).containsOnlyKeys(new SupervisorId("right"));
    }

    @Test
    void shouldRegisterAgainWhenSomebodyDeletesTheEntry() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState client = connected(Map.of());
        client.membership().registerSupervisor(supervisor("left"), new Ignoring());
        await(() -> client.membership().supervisors().size() == 1);

        try (CuratorFramework spoiler = zookeeper.newCurator()) {
            spoiler.delete().forPath(ZooKeeperUnderTest.ROOT + "/supervisors/left");
            await(() -> client.membership().supervisors().size() == 1);
        }
    }

    @Test
    void shouldRefuseARecordThatZooKeeperCantHold() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState client = connected(Map.of());
        LeaderTerm term = leading(client);
        client.topologies().create(term, WORDS);
        Map<Slot, List<ExecutorId>> slots = new HashMap<>();
        Map<SupervisorId, String> hosts = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            Slot slot = slot("x".repeat(100) + i, 1);
            slots.put(slot, List.of(new ExecutorId(i, i)));
            hosts.put(slot.supervisorId(), "host");
        }

        CoordinationFailure failure = catchThrowableOfType(
                CoordinationFailure.class,
                () -> client.assignments().write(term, Assignment.of(WORDS.id(), 1, slots, hosts, CODE)));

        assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(failure).hasMessageContaining("ZooKeeper takes 1000000").hasMessageContaining("use fewer workers");
    }

    @Test
    void shouldLeaveNoThreadWhenItIsClosed() throws Exception {
        zookeeper = new ZooKeeperUnderTest(directory);
        ZooKeeperClusterState client = connected(Map.of());
        client.membership().registerSupervisor(supervisor("left"), new Ignoring());
        client.topologies().watch(WORDS.id(), (Optional<TopologyInfo> found) -> {});
        leading(client);

        client.close();

        await(() -> clientThreads().isEmpty(), ZooKeeperFaultsTest::clientThreads);
    }

    private static List<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("cs-")
                        || name.startsWith("Curator")
                        || name.contains("SendThread")
                        || name.startsWith("ConnectionStateManager"))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
