package dev.gale.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of processes that ask each other by TLS alone, each with a certificate to show. */
class TlsClusterTest {
    private static final int WORKERS = 2;
    private static final int SOME = 500;

    @Test
    void shouldRunATopologyAndOutliveItsLeader(@TempDir Path directory) {
        try (TestCluster cluster = new TestCluster(directory, TestCertificates.of(directory))) {
            Ledger ledger = cluster.submitLedger("guarded", WORKERS, 500);
            cluster.awaitWorkers("guarded", WORKERS);
            cluster.awaitProgress(ledger, SOME);
            awaitFigures(cluster);

            int leader = cluster.leader().orElseThrow();
            cluster.nimbus(leader).kill();
            Await.until(
                    "the other leads",
                    () -> cluster.leader().filter(now -> now != leader).isPresent(),
                    cluster::describe);
            cluster.startNimbus(leader);
            cluster.awaitSupervisors();
            // The seed that is asked first follows now and sends its clients on.
            assertThat(cluster.gale("list")).contains("guarded");
            awaitFigures(cluster);
            cluster.awaitProgress(ledger, SOME);

            cluster.awaitCompletion(ledger);
            ledger.shouldHold(0);
            cluster.gale("kill", "guarded", "-w", "0");
            Await.until("it is gone", () -> cluster.get("/topology/guarded").isMissingNode(), cluster::describe);
        }
    }

    /** What workers have done, as they report it themselves. */
    private static void awaitFigures(TestCluster cluster) {
        Await.until(
                "the workers' figures have come",
                () -> cluster.get("/topology/guarded")
                                .path("spouts")
                                .path(0)
                                .path("emitted")
                                .asLong()
                        > 0,
                cluster::describe);
    }
}
