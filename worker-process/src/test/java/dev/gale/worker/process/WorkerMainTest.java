package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.generated.StormTopology;
import dev.gale.submission.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in JVMs of their own, with a ZooKeeper and a topology whose jar brings other versions of our libraries. */
class WorkerMainTest {
    private static final int ACKS = 5;

    @TempDir
    static Path directory;

    private static Path jar;
    private static ProcessCluster cluster;
    private static int runs;

    private final TopologyId topology = new TopologyId("numbers-" + ++runs);
    private final Path ledger = directory.resolve("ledger-" + runs);
    private final Path log = directory.resolve("worker-" + runs + ".log");
    private Process child;

    @BeforeAll
    static void startCluster() throws IOException {
        jar = UsersJar.in(directory);
        cluster = new ProcessCluster(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @AfterEach
    void endChildren() throws InterruptedException {
        cluster.endChildren();
    }

    private Submission submission() throws Exception {
        StormTopology built;
        try (TopologyClassLoader loader =
                TopologyClassLoader.of(jar, WorkerMainTest.class.getClassLoader(), Map.of())) {
            built = (StormTopology)
                    loader.loadClass("users.Topology").getMethod("build").invoke(null);
        }
        return new Submission(
                "numbers", Map.of("users.ledger", ledger.toString()), built, ProcessCluster.CODE.value(), null);
    }

    private void startAndAwaitAcks() throws Exception {
        Slot slot = cluster.newSlot();
        cluster.create(topology);
        cluster.assign(topology, 1, Map.of(slot, List.of(new ExecutorId(1, 1), new ExecutorId(2, 2))));
        child = cluster.start(cluster.conf(), cluster.write(topology, submission()), topology, slot.port(), jar, log);
        Await.until(
                () -> ProcessCluster.count(ledger, "acked") == ACKS,
                () -> lines(ledger) + " alive " + child.isAlive() + "\n" + String.join("\n", lines(log)));
    }

    private static List<String> lines(Path file) {
        return ProcessCluster.lines(file);
    }

    private int awaitExitCode() throws InterruptedException {
        assertThat(child.waitFor(60, TimeUnit.SECONDS))
                .describedAs(() -> "the worker goes on:\n" + String.join("\n", lines(log)))
                .isTrue();
        return child.exitValue();
    }

    @Test
    void shouldEndWithZeroAfterUserCodeWasClosedWhenItGetsASigterm() throws Exception {
        // given
        startAndAwaitAcks();
        assertThat(lines(ledger)).contains("editions " + UsersJar.EDITIONS);

        // when
        child.destroy();

        // then
        assertThat(awaitExitCode()).isZero();
        assertThat(lines(ledger)).containsOnlyOnce("closed", "cleaned up");
        assertThat(cluster.leases(topology)).isEmpty();
    }

    @Test
    void shouldEndWithItsCodeWhenItsLeaseIsTaken() throws Exception {
        // given
        startAndAwaitAcks();

        // when
        cluster.remove(topology);

        // then
        assertThat(awaitExitCode()).isEqualTo(WorkerEnd.Exit.LEASE_LOST.code());
        assertThat(lines(log)).anyMatch(line -> line.startsWith("its lease has ended (REVOKED)"));
    }

    @Test
    void shouldSayInASentenceWhyItCannotStart() throws Exception {
        Path missing = directory.resolve("no-such-conf.json");

        child = cluster.start(missing, missing, topology, 6_700, jar, log);

        assertThat(awaitExitCode()).isEqualTo(WorkerEnd.Exit.CANNOT_START.code());
        assertThat(lines(log)).hasSize(1).first().asString().startsWith("--conf " + missing + " can't be read");
    }
}
