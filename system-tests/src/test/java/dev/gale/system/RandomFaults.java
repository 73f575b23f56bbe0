package dev.gale.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One topology under load for as many faults as {@code -Dgale.system.rounds} says, chosen by {@code -Dgale.system.seed}: the
 * long form of {@link ClusterTest}.
 */
@EnabledIfSystemProperty(named = "gale.system.rounds", matches = "[1-9]\\d*")
class RandomFaults {
    private static final String NAME = "soak";
    private static final int WORKERS = 2;
    private static final int SOME = 500;

    private static final List<Fault> FAULTS = List.of(
            new Fault("a worker is killed", 1, RandomFaults::killWorker),
            new Fault("a worker stands still", 1, RandomFaults::pauseWorker),
            new Fault("a supervisor is killed", 0, RandomFaults::killSupervisor),
            new Fault("the leading Nimbus is killed", 0, RandomFaults::killLeader),
            new Fault("ZooKeeper is killed", 0, RandomFaults::killZooKeeper));

    private interface Deed {
        void on(TestCluster cluster, Random random);
    }

    /** @param lost workers whose trees in flight it costs */
    private record Fault(String what, int lost, Deed deed) {}

    @Test
    void shouldLoseNothingWhateverHappens(@TempDir Path directory) {
        long seed = Long.getLong("gale.system.seed", 1);
        Random random = new Random(seed);
        int lost = 0;
        try (TestCluster cluster = new TestCluster(directory)) {
            Ledger ledger = cluster.submitLedger(NAME, WORKERS, 500);
            cluster.awaitWorkers(NAME, WORKERS);
            cluster.awaitProgress(ledger, SOME);
            for (int round = 0; round < Integer.getInteger("gale.system.rounds"); round++) {
                Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                System.out.println(
                        "seed " + seed + ", round " + round + ": " + fault.what() + "; " + ledger.describe());
                fault.deed().on(cluster, random);
                lost += fault.lost();
                cluster.awaitSupervisors();
                cluster.awaitWorkers(NAME, WORKERS);
                cluster.awaitProgress(ledger, SOME);
            }
            cluster.awaitCompletion(ledger);
            ledger.shouldHold(lost);
            cluster.gale("kill", NAME, "-w", "0");
        }
    }

    private static TestCluster.Worker any(TestCluster cluster, Random random) {
        List<TestCluster.Worker> workers = cluster.workers(NAME);
        return workers.get(random.nextInt(workers.size()));
    }

    private static void awaitGone(TestCluster cluster, TestCluster.Worker worker) {
        Await.until(
                "worker " + worker.pid() + " is replaced",
                () -> cluster.workers(NAME).size() == WORKERS
                        && cluster.workers(NAME).stream().noneMatch(other -> other.pid() == worker.pid()),
                cluster::describe);
    }

    private static void killWorker(TestCluster cluster, Random random) {
        TestCluster.Worker worker = any(cluster, random);
        Signals.kill(worker.pid());
        awaitGone(cluster, worker);
    }

    private static void pauseWorker(TestCluster cluster, Random random) {
        TestCluster.Worker worker = any(cluster, random);
        Signals.pause(worker.pid());
        awaitGone(cluster, worker);
    }

    private static void killSupervisor(TestCluster cluster, Random random) {
        int supervisor = random.nextInt(2);
        cluster.supervisor(supervisor).kill();
        cluster.startSupervisor(supervisor);
    }

    private static void killLeader(TestCluster cluster, Random random) {
        int leader = cluster.awaitLeader();
        cluster.nimbus(leader).kill();
        cluster.startNimbus(leader);
    }

    private static void killZooKeeper(TestCluster cluster, Random random) {
        cluster.zooKeeper().kill();
        cluster.startZooKeeper();
    }
}
