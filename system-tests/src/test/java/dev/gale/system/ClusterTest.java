package dev.gale.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.example.ledger.LedgerFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster does when its processes are killed and stopped, under load. Every test leaves the cluster whole, with
 * nothing running on it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final int WORKERS = 2;
    private static final int MESSAGES_PER_SECOND_AND_TASK = 500;
    private static final int SOME = 500;
    /** Within it everything in flight is acked. */
    private static final String WAIT_SECONDS = "4";

    private TestCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) {
        cluster = new TestCluster(directory);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** After a test that failed; the others leave nothing. */
    @AfterEach
    void removeWhatIsLeft() {
        for (String topology : cluster.topologies()) {
            kill(topology);
        }
    }

    private Ledger submit(String name) {
        Ledger ledger = cluster.submitLedger(name, WORKERS, MESSAGES_PER_SECOND_AND_TASK);
        cluster.awaitWorkers(name, WORKERS);
        cluster.awaitProgress(ledger, SOME);
        return ledger;
    }

    private void kill(String name) {
        List<Long> pids = pids(name);
        cluster.gale("kill", name, "-w", "0");
        Await.until(
                name + " is gone, and its workers",
                () -> cluster.get("/topology/" + name).isMissingNode()
                        && pids.stream().noneMatch(Signals::isAlive),
                cluster::describe);
    }

    private List<Long> pids(String name) {
        return cluster.workers(name).stream().map(TestCluster.Worker::pid).toList();
    }

    @Test
    void shouldRunOnMoreAndOnFewerWorkersWithoutReplays() {
        Ledger ledger = submit("rebalanced");

        cluster.gale("rebalance", "rebalanced", "-n", "4", "-e", "pass=4", "-w", WAIT_SECONDS);
        cluster.awaitWorkers("rebalanced", 4);
        cluster.awaitProgress(ledger, SOME);

        cluster.gale("rebalance", "rebalanced", "-n", "1", "-w", WAIT_SECONDS);
        cluster.awaitWorkers("rebalanced", 1);
        cluster.awaitProgress(ledger, SOME);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(0);
        kill("rebalanced");
    }

    @Test
    void shouldStartAWorkerAgainThatWasKilled() {
        Ledger ledger = submit("killed-worker");
        List<Long> before = pids("killed-worker");

        Signals.kill(before.get(0));
        Await.until(
                "another took its place",
                () -> pids("killed-worker").size() == WORKERS
                        && !pids("killed-worker").contains(before.get(0)),
                cluster::describe);
        cluster.awaitProgress(ledger, SOME);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(1);
        assertThat(pids("killed-worker")).contains(before.get(1));
        kill("killed-worker");
    }

    @Test
    void shouldReplaceAWorkerThatStandsStill() {
        Ledger ledger = submit("paused-worker");
        long paused = pids("paused-worker").get(0);

        Signals.pause(paused);
        Await.until(
                "another took its place",
                () -> pids("paused-worker").size() == WORKERS
                        && !pids("paused-worker").contains(paused),
                cluster::describe);
        cluster.awaitProgress(ledger, SOME);

        assertThat(Signals.isAlive(paused)).isFalse();
        cluster.awaitCompletion(ledger);
        ledger.shouldHold(1);
        kill("paused-worker");
    }

    @Test
    void shouldMoveWhatRanOnAMachineThatStandsStillAndRefuseItWhenItGoesOn() {
        Ledger ledger = submit("paused-machine");
        TestCluster.Worker moved = cluster.workers("paused-machine").get(0);
        int machine = cluster.machineOf(moved);

        Signals.pause(cluster.supervisor(machine).pid());
        Signals.pause(moved.pid());
        try {
            Await.until(
                    "the other machine runs all",
                    () -> pids("paused-machine").size() == WORKERS
                            && cluster.workers("paused-machine").stream()
                                    .allMatch(worker -> cluster.machineOf(worker) != machine),
                    cluster::describe);
            cluster.awaitProgress(ledger, SOME);
        } finally {
            Signals.resume(moved.pid());
            Signals.resume(cluster.supervisor(machine).pid());
        }
        Await.until("the old worker has ended", () -> !Signals.isAlive(moved.pid()), cluster::describe);
        cluster.awaitSupervisors();

        cluster.awaitCompletion(ledger);
        // What the one that stood still had in flight, and what it sent when it went on.
        ledger.shouldHold(2);
        kill("paused-machine");
    }

    @Test
    void shouldLeaveWorkersRunningWhenTheirSupervisorIsKilledAndTakeThemOverAgain() {
        Ledger ledger = submit("killed-supervisor");
        List<Long> before = pids("killed-supervisor");

        cluster.supervisor(0).kill();
        cluster.awaitProgress(ledger, SOME);
        cluster.startSupervisor(0);
        cluster.awaitProgress(ledger, SOME);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(0);
        assertThat(pids("killed-supervisor")).isEqualTo(before);
        kill("killed-supervisor");
    }

    @Test
    void shouldFollowAnotherNimbusWhenTheLeaderIsKilled() {
        Ledger ledger = submit("killed-nimbus");
        List<Long> before = pids("killed-nimbus");
        long epoch = cluster.epoch("killed-nimbus");
        int leader = cluster.awaitLeader();

        cluster.nimbus(leader).kill();
        Await.until("the other leads", () -> cluster.leader().equals(Optional.of(1 - leader)), cluster::describe);
        cluster.awaitProgress(ledger, SOME);
        cluster.startNimbus(leader);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(0);
        assertThat(pids("killed-nimbus")).isEqualTo(before);
        assertThat(cluster.epoch("killed-nimbus")).isEqualTo(epoch);
        kill("killed-nimbus");
    }

    @Test
    void shouldHaveOneLeaderAgainWhenOneThatStoodStillGoesOn() {
        Ledger ledger = submit("paused-nimbus");
        List<Long> before = pids("paused-nimbus");
        long epoch = cluster.epoch("paused-nimbus");
        int leader = cluster.awaitLeader();

        Signals.pause(cluster.nimbus(leader).pid());
        try {
            Await.until("the other leads", () -> cluster.leader().equals(Optional.of(1 - leader)), cluster::describe);
            cluster.awaitProgress(ledger, SOME);
        } finally {
            Signals.resume(cluster.nimbus(leader).pid());
        }
        Await.until("one leads", () -> cluster.leader().isPresent(), cluster::describe);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(0);
        assertThat(pids("paused-nimbus")).isEqualTo(before);
        assertThat(cluster.epoch("paused-nimbus")).isEqualTo(epoch);
        kill("paused-nimbus");
    }

    @Test
    void shouldGoOnWhileZooKeeperIsAway() {
        Ledger ledger = submit("killed-zookeeper");
        List<Long> before = pids("killed-zookeeper");

        cluster.zooKeeper().kill();
        cluster.awaitProgress(ledger, SOME);
        cluster.startZooKeeper();
        Await.until(
                "there is a leader, and it sees the workers",
                () -> cluster.leader().isPresent() && pids("killed-zookeeper").equals(before),
                cluster::describe);
        cluster.awaitProgress(ledger, SOME);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(0);
        kill("killed-zookeeper");
    }

    /** Going on, a ZooKeeper that stood still ends all sessions that it hasn't heard of meanwhile. */
    @Test
    void shouldGoOnWhileZooKeeperStandsStillAndBeWholeAgainAfterwards() {
        Ledger ledger = submit("paused-zookeeper");

        Signals.pause(cluster.zooKeeper().pid());
        try {
            // Longer than a session lasts.
            cluster.awaitProgress(
                    ledger,
                    (int) TestCluster.SESSION.plusSeconds(2).toSeconds()
                            * MESSAGES_PER_SECOND_AND_TASK
                            * LedgerFiles.SPOUT_TASKS);
        } finally {
            Signals.resume(cluster.zooKeeper().pid());
        }
        cluster.awaitSupervisors();
        cluster.awaitWorkers("paused-zookeeper", WORKERS);
        cluster.awaitProgress(ledger, SOME);

        cluster.awaitCompletion(ledger);
        ledger.shouldHold(WORKERS);
        kill("paused-zookeeper");
    }
}
