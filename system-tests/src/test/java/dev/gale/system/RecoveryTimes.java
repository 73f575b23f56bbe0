package dev.gale.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures how long it takes until tuples flow again; prints, and asserts nothing of times. {@code -Dgale.system.measure=N}: rounds. */
@EnabledIfSystemProperty(named = "gale.system.measure", matches = "[1-9]\\d*")
class RecoveryTimes {
    private static final String NAME = "recovery";
    private static final int WORKERS = 2;

    @Test
    void measure(@TempDir Path directory) {
        int rounds = Integer.getInteger("gale.system.measure");
        try (TestCluster cluster = new TestCluster(directory, Duration.ofSeconds(3), Duration.ofSeconds(2))) {
            Ledger ledger = cluster.submitLedger(NAME, WORKERS, 500);
            cluster.awaitWorkers(NAME, WORKERS);
            cluster.awaitProgress(ledger, 1_000);
            List<Double> killed = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                killed.add(secondsUntilAllSpoutsGoOn(
                        cluster,
                        ledger,
                        () -> Signals.kill(cluster.workers(NAME).get(0).pid())));
            }
            print("kill -9 of a worker, until all spouts have acks again", killed);
            List<Double> machines = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                TestCluster.Worker worker = cluster.workers(NAME).get(0);
                int machine = cluster.machineOf(worker);
                machines.add(secondsUntilAllSpoutsGoOn(cluster, ledger, () -> {
                    cluster.supervisor(machine).kill();
                    cluster.workers(NAME).stream()
                            .filter(other -> cluster.machineOf(other) == machine)
                            .forEach(other -> Signals.kill(other.pid()));
                }));
                cluster.startSupervisor(machine);
                cluster.awaitSupervisors();
                cluster.gale("rebalance", NAME, "-w", "0");
                cluster.awaitWorkers(NAME, WORKERS);
                cluster.awaitProgress(ledger, 1_000);
            }
            print(
                    "kill -9 of a supervisor and its worker (session 3 s, grace 2 s), until all spouts have acks again",
                    machines);
            cluster.awaitCompletion(ledger);
            cluster.gale("kill", NAME, "-w", "0");
        }
    }

    private static double secondsUntilAllSpoutsGoOn(TestCluster cluster, Ledger ledger, Runnable fault) {
        long startNs = System.nanoTime();
        fault.run();
        long[] acks = ledger.acksBySpout();
        Await.until("all spouts go on", () -> ledger.haveAllGoneOnSince(acks), cluster::describe);
        double seconds = (System.nanoTime() - startNs) / (double) TimeUnit.SECONDS.toNanos(1);
        cluster.awaitWorkers(NAME, WORKERS);
        cluster.awaitProgress(ledger, 1_000);
        return seconds;
    }

    private static void print(String what, List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        System.out.printf(
                "%s: median %.2f s, %.2f to %.2f in %d rounds%n",
                what, sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }
}
