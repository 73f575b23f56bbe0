package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers in JVMs of their own, the spout in one and its bolt in the other, and what can happen to them. */
class WorkerFaultsTest {
    private static final TopologyId TOPOLOGY = new TopologyId("numbers-1");
    private static final List<ExecutorId> SPOUT = List.of(new ExecutorId(1, 1));
    private static final List<ExecutorId> BOLT = List.of(new ExecutorId(2, 2));

    @TempDir
    Path directory;

    private ProcessCluster cluster;
    private Path spoutLedger;
    private Path sinkLedger;
    private Path submission;
    private Slot spoutSlot;
    private Slot boltSlot;
    private Process spoutWorker;
    private Process boltWorker;

    @BeforeEach
    void startStream() throws IOException {
        spoutLedger = NumberStream.spoutLedger(directory);
        sinkLedger = NumberStream.sinkLedger(directory);
        cluster = new ProcessCluster(directory);
        submission = cluster.write(TOPOLOGY, NumberStream.submission(directory));
        spoutSlot = cluster.newSlot();
        boltSlot = cluster.newSlot();
        cluster.create(TOPOLOGY);
        cluster.assign(TOPOLOGY, 1, Map.of(spoutSlot, SPOUT, boltSlot, BOLT));
        spoutWorker = start(spoutSlot);
        boltWorker = start(boltSlot);
        awaitAcked(100);
    }

    @AfterEach
    void stop() throws InterruptedException {
        cluster.endChildren();
        cluster.close();
    }

    private Process start(Slot slot) throws IOException {
        return cluster.start(cluster.conf(), submission, TOPOLOGY, slot.port(), null, log());
    }

    private Path log() {
        return directory.resolve("workers.log");
    }

    private long acked() {
        return ProcessCluster.count(spoutLedger, "acked");
    }

    private void awaitAcked(long least) {
        awaitLines(spoutLedger, "acked", least);
    }

    private void awaitLines(Path file, String start, long least) {
        Await.until(
                () -> ProcessCluster.count(file, start) >= least,
                () -> file + " has " + ProcessCluster.count(file, start) + " of " + least + " lines " + start + "\n"
                        + String.join("\n", ProcessCluster.lines(log())));
    }

    /** Waits until as much is in flight as may be; answers what. */
    private List<String> holdAll() throws IOException {
        Files.createFile(NumberStream.hold(directory));
        awaitLines(sinkLedger, "held", NumberStream.MOST_PENDING);
        return numbers(sinkLedger, "held ");
    }

    private static List<String> numbers(Path file, String start) {
        return ProcessCluster.lines(file).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private void assertThatExactlyTheseFailed(List<String> numbers) {
        assertThat(numbers(spoutLedger, "failed "))
                .containsExactlyInAnyOrderElementsOf(
                        numbers.stream().map(number -> number + " WORKER_LOST").toList());
    }

    private void assertThatTheSpoutsWorkerStayed() {
        assertThat(ProcessCluster.count(spoutLedger, "open")).isEqualTo(1);
        assertThat(spoutWorker.isAlive()).isTrue();
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void shouldFailTreesAtOnceAndGoOnWhenAWorkerIsKilledAndAnotherTakesItsSlot() throws Exception {
        // given
        List<String> held = holdAll();
        long ackedBefore = acked();

        // when
        boltWorker.destroyForcibly().waitFor();

        // then: long before their timeout
        awaitLines(spoutLedger, "failed", NumberStream.MOST_PENDING);
        assertThatExactlyTheseFailed(held);
        assertThat(acked()).isEqualTo(ackedBefore);

        // when
        Files.delete(NumberStream.hold(directory));
        start(boltSlot);

        // then
        awaitAcked(ackedBefore + 100);
        assertThat(numbers(spoutLedger, "acked ")).containsAll(held).doesNotHaveDuplicates();
        assertThatExactlyTheseFailed(held);
        assertThatTheSpoutsWorkerStayed();
    }

    @Test
    void shouldGoOnElsewhereAndEndTheOldWorkerWhenItIsResumed() throws Exception {
        // given
        List<String> held = holdAll();
        long ackedBefore = acked();
        signal("STOP", boltWorker);
        Files.delete(NumberStream.hold(directory));

        // when
        Slot another = cluster.newSlot();
        cluster.assign(TOPOLOGY, 2, Map.of(spoutSlot, SPOUT, another, BOLT));
        start(another);

        // then
        awaitAcked(ackedBefore + 100);
        assertThatExactlyTheseFailed(held);
        assertThatTheSpoutsWorkerStayed();

        // when
        signal("CONT", boltWorker);

        // then
        assertThat(boltWorker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(boltWorker.exitValue()).isEqualTo(WorkerEnd.Exit.LEASE_LOST.code());
        awaitAcked(acked() + 100);
        assertThat(numbers(spoutLedger, "acked ")).containsAll(held).doesNotHaveDuplicates();
        assertThatExactlyTheseFailed(held);
    }

    @Test
    void shouldGoOnWithoutZooKeeperAndTellNimbusStill() {
        // given
        awaitReports(0);

        // when
        cluster.stopZooKeeper();
        int reportsBefore = cluster.reports().size();

        // then
        awaitAcked(acked() + 1_000);
        awaitReports(reportsBefore);
        assertThat(numbers(spoutLedger, "failed ")).isEmpty();
        assertThatTheSpoutsWorkerStayed();
    }

    /** Of both workers, after so many. */
    private void awaitReports(int after) {
        Await.until(
                () -> Stream.of(spoutSlot, boltSlot)
                        .allMatch(slot -> cluster.reports().stream()
                                .skip(after)
                                .anyMatch(request -> request.path().equals("/api/v1/topology/" + TOPOLOGY + "/stats")
                                        && request.authorization().equals("Bearer open sesame, please")
                                        && request.body().contains("\"worker\":\"127.0.0.1:" + slot.port() + "\""))),
                () -> cluster.reports() + "\n" + String.join("\n", ProcessCluster.lines(log())));
    }
}
