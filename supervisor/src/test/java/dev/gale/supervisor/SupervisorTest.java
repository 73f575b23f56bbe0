package dev.gale.supervisor;

import static dev.gale.supervisor.SimulatedMachine.CODE;
import static dev.gale.supervisor.SimulatedMachine.OTHER_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.supervisor.slot.SlotState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration MOMENT = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    private SimulatedMachine machine;

    @BeforeEach
    void boot() {
        machine = new SimulatedMachine(directory, 1, Map.of()).boot();
    }

    @Test
    void shouldMakeItselfKnown() {
        assertThat(machine.nimbus().supervisors()).containsOnlyKeys(new SupervisorId("s1"));
        assertThat(machine.nimbus().supervisors().get(new SupervisorId("s1")).slotPorts())
                .isEqualTo(SimulatedMachine.PORTS);
    }

    @Test
    void shouldStartWhatIsAssigned() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_702));
        machine.run();

        assertThat(machine.running()).containsExactly("6700: words 0", "6702: words 0");
        assertThat(machine.report(6_700).state()).isEqualTo(SlotState.RUNNING);
        assertThat(machine.report(6_701).state()).isEqualTo(SlotState.EMPTY);
    }

    @Test
    void shouldFetchATopologyOnceForAllSlots() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701), machine.slot(6_702));
        machine.run();

        assertThat(machine.fetches()).hasSize(1);
    }

    @Test
    void shouldTellWorkersWhatTheyAre() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        List<String> command = machine.process(6_700).spec().command();
        String workerId = machine.report(6_700).workerId().orElseThrow();
        Path own = directory.resolve("workers").resolve(workerId);
        assertThat(command)
                .startsWith("java", "-Dgale.worker.id=" + workerId)
                .containsSequence("-cp", "lib/*", "WorkerMain", "--conf", own + "/conf.json", "--submission")
                .containsSequence("--topology", "words", "--supervisor", "s1", "--host", "127.0.0.1", "--port", "6700")
                .containsSequence("--local-dir", directory.toString(), "--code");
        assertThat(machine.process(6_700).spec().directory()).isEqualTo(own);
        assertThat(machine.process(6_700).spec().log()).isEqualTo(own.resolve("worker.log"));
        assertThat(own.resolve("worker.pid")).exists();
    }

    @Test
    void shouldStopWhatIsNotAssignedAnyMore() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();

        machine.nimbus().assign("words", CODE, machine.slot(6_701));
        machine.run();

        assertThat(machine.running()).containsExactly("6701: words 0");
        assertThat(machine.exits()).singleElement().satisfies(exit -> {
            assertThat(exit.wasToldTo()).isTrue();
            assertThat(exit.exitCode()).contains(0);
        });
    }

    @Test
    void shouldLeaveAWorkerAloneWhenOnlyTheEpochChanges() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        ProcessIdentity before = machine.process(6_700).identity();

        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();

        assertThat(machine.process(6_700).identity()).isEqualTo(before);
    }

    @Test
    void shouldStartANewWorkerWhenTheCodeChanges() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.nimbus().assign("words", OTHER_CODE, machine.slot(6_700));
        machine.run();

        assertThat(machine.running()).containsExactly("6700: words f");
    }

    @Test
    void shouldKillAWorkerThatDoesNotStopInTime() {
        machine.launcher().setNewOnesIgnoreTerminate(true);
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        machine.nimbus().remove("words");
        machine.run();
        assertThat(machine.report(6_700).state()).isEqualTo(SlotState.STOPPING);

        machine.advance(Duration.ofSeconds(9));
        assertThat(machine.running()).hasSize(1);
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).isEmpty();
        assertThat(machine.report(6_700).state()).isEqualTo(SlotState.EMPTY);
    }

    @Test
    void shouldReplaceAWorkerThatStandsStill() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        ProcessIdentity before = machine.process(6_700).identity();
        ClusterState worker = machine.holdLease("words", 6_700, 1);

        worker.close();
        machine.run();
        machine.advance(Duration.ofMillis(4_900));
        assertThat(machine.process(6_700).identity()).isEqualTo(before);
        machine.advance(Duration.ofMillis(100));

        assertThat(machine.running()).containsExactly("6700: words 0");
        assertThat(machine.process(6_700).identity()).isNotEqualTo(before);
    }

    @Test
    void shouldLeaveAWorkerAloneThatHoldsItsLeaseAgain() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        ProcessIdentity before = machine.process(6_700).identity();
        ClusterState worker = machine.holdLease("words", 6_700, 1);

        worker.close();
        machine.advance(Duration.ofSeconds(3));
        ClusterState again = machine.holdLease("words", 6_700, 1);
        machine.advance(Duration.ofSeconds(10));

        assertThat(machine.process(6_700).identity()).isEqualTo(before);
        again.close();
    }

    @Test
    void shouldStartTheNextOnlyWhenTheOneBeforeHasEnded() {
        machine.launcher().setNewOnesIgnoreTerminate(true);
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.nimbus().assign("words", CODE);
        machine.nimbus().assign("numbers", CODE, machine.slot(6_700));
        machine.run();

        assertThat(machine.running()).containsExactly("6700: words 0");
        machine.advance(Duration.ofSeconds(10));
        assertThat(machine.running()).containsExactly("6700: numbers 0");
    }

    @Test
    void shouldStartAWorkerAgainSoonAfterItsEnd() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.process(6_700).exit(137);
        machine.run();
        assertThat(machine.report(6_700).state()).isEqualTo(SlotState.BACKING_OFF);
        assertThat(machine.report(6_700).problem().orElseThrow()).contains("exit code 137: killed by signal 9");
        machine.advance(MOMENT);

        assertThat(machine.running()).containsExactly("6700: words 0");
        assertThat(machine.report(6_700).restarts()).isEqualTo(1);
        assertThat(machine.report(6_700).lastExit().orElseThrow().exitCode()).contains(137);
        assertThat(machine.report(6_700).problem()).isEmpty();
    }

    @Test
    void shouldStartAWorkerAgainAtOnceWhenItsSlotHasOtherExecutors() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        machine.advance(Duration.ofSeconds(1));
        ProcessIdentity before = machine.process(6_700).identity();

        machine.process(6_700).exit(21);
        machine.run();

        assertThat(machine.running()).containsExactly("6700: words 0");
        assertThat(machine.process(6_700).identity()).isNotEqualTo(before);
        assertThat(machine.report(6_700).restarts()).isZero();
    }

    @Test
    void shouldWaitWhenAWorkerSaysSoAgainAndAgain() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.process(6_700).exit(21);
        machine.run();

        assertThat(machine.report(6_700).state()).isEqualTo(SlotState.BACKING_OFF);
        machine.advance(MOMENT);
        assertThat(machine.running()).hasSize(1);
    }

    @Test
    void shouldKeepTheJarOfARunningWorkerAcrossARestart() throws IOException {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        LocalDirectory local = new LocalDirectory(directory);
        PrivateFiles.write(local.jar(SimulatedMachine.JAR), new byte[1]);
        PrivateFiles.write(local.jar(OTHER_CODE), new byte[1]);

        machine.kill();
        machine.boot();
        machine.advance(Duration.ofMinutes(15));

        assertThat(local.jar(SimulatedMachine.JAR)).exists();
        assertThat(local.jar(OTHER_CODE)).doesNotExist();
    }

    @Test
    void shouldLeaveNothingBehindOfAWorkerThatCouldNotBeStarted() throws IOException {
        machine.launcher().setRefuses(true);
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.advance(Duration.ofMinutes(1));

        assertThat(workerDirectories()).isZero();
        assertThat(machine.notStarted().get(0)).startsWith("6700: words: ").endsWith("no process can be started");
    }

    @Test
    void shouldWaitLongerWithEachEndUpToTheCeiling() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        for (int i = 0; i < 12; i++) {
            machine.process(6_700).exit(1);
            machine.advance(Duration.ofSeconds(40));
        }
        int restarts = machine.report(6_700).restarts();

        machine.process(6_700).exit(1);
        machine.advance(Duration.ofSeconds(22));
        assertThat(machine.running()).isEmpty();
        machine.advance(Duration.ofSeconds(16));

        assertThat(machine.running()).hasSize(1);
        assertThat(machine.report(6_700).restarts()).isEqualTo(restarts + 1);
    }

    @Test
    void shouldWaitShortAgainWhenTheWorkerHadRunForLong() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        for (int i = 0; i < 12; i++) {
            machine.process(6_700).exit(1);
            machine.advance(Duration.ofSeconds(40));
        }
        machine.advance(Duration.ofSeconds(60));

        machine.process(6_700).exit(1);
        machine.advance(MOMENT);

        assertThat(machine.running()).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenATopologyCanNotBeFetched() {
        machine.setFetchFails(true);
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        assertThat(machine.report(6_700).problem()).contains("nobody has got it");
        assertThat(machine.notStarted()).containsExactly("6700: words: nobody has got it");

        machine.setFetchFails(false);
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenAWorkerCanNotBeStarted() {
        machine.launcher().setRefuses(true);
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        assertThat(machine.report(6_700).problem().orElseThrow()).contains("no process can be started");

        machine.launcher().setRefuses(false);
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).hasSize(1);
    }

    @Test
    void shouldTakeItsWorkersOverAfterARestart() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();
        ProcessIdentity before = machine.process(6_700).identity();

        machine.stop();
        machine.boot();

        assertThat(machine.process(6_700).identity()).isEqualTo(before);
        assertThat(machine.running()).containsExactly("6700: words 0", "6701: words 0");
        assertThat(machine.report(6_700).pid()).contains(before.pid());
    }

    @Test
    void shouldTakeAWorkerOverWhoseStartItDidNotSurvive() {
        machine.killAfterNextLaunch();
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        assertThat(machine.isUp()).isFalse();
        ProcessIdentity before = machine.process(6_700).identity();

        machine.boot();

        assertThat(machine.processesBySlot()).containsExactly(Map.entry("6700", 1));
        assertThat(machine.process(6_700).identity()).isEqualTo(before);
    }

    @Test
    void shouldNoticeTheEndOfAWorkerThatItTookOver() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        machine.kill();
        machine.boot();

        machine.process(6_700).exit(1);
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).hasSize(1);
        assertThat(machine.exits())
                .singleElement()
                .satisfies(exit -> assertThat(exit.exitCode()).isEmpty());
    }

    @Test
    void shouldReplaceAWorkerThatEndedWhileThereWasNoSupervisor() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        machine.kill();
        machine.process(6_700).exit(1);

        machine.boot();

        assertThat(machine.running()).containsExactly("6700: words 0");
        assertThat(machine.exits()).hasSize(1);
    }

    @Test
    void shouldStopAWorkerThatLostItsSlotWhileThereWasNoSupervisor() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();
        machine.kill();
        machine.nimbus().assign("words", CODE, machine.slot(6_701));

        machine.boot();

        assertThat(machine.running()).containsExactly("6701: words 0");
    }

    @Test
    void shouldKeepWorkersRunningWhileZooKeeperIsAway() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.cutFromZooKeeper();
        machine.advance(Duration.ofMinutes(10));
        assertThat(machine.running()).hasSize(1);
        machine.process(6_700).exit(1);
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).hasSize(1);
    }

    @Test
    void shouldKeepWorkersOfAnEarlierLifeRunningUntilItKnowsWhatIsAssigned() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        machine.kill();
        machine.nimbus().remove("words");

        machine.bootWithoutZooKeeper();
        machine.advance(Duration.ofMinutes(1));
        assertThat(machine.running()).hasSize(1);
        machine.connectToZooKeeper();
        machine.run();

        assertThat(machine.running()).isEmpty();
    }

    @Test
    void shouldGiveItsWorkAwayWhileTheMachineIsNotFit() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.setHealthProblems("the disk is full");
        machine.advance(Duration.ofSeconds(60));
        assertThat(machine.running()).isEmpty();
        assertThat(machine.nimbus().supervisors()).isEmpty();

        machine.setHealthProblems();
        machine.advance(Duration.ofSeconds(60));
        assertThat(machine.running()).hasSize(1);
        assertThat(machine.nimbus().supervisors()).hasSize(1);
    }

    @Test
    void shouldStopAllWorkersWhenItIsAskedTo() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();

        CompletableFuture<Void> stopped = machine.supervisor().stopWorkers();
        machine.run();

        assertThat(stopped).isCompleted();
        assertThat(machine.running()).isEmpty();
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        assertThat(machine.running()).isEmpty();
    }

    @Test
    void shouldKeepFewDirectoriesOfEndedWorkers() throws IOException {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        for (int i = 0; i < 10; i++) {
            machine.process(6_700).exit(1);
            machine.advance(Duration.ofSeconds(40));
        }
        machine.advance(Duration.ofSeconds(60));
        assertThat(workerDirectories()).isEqualTo(1 + 3);

        machine.advance(Duration.ofHours(2));

        assertThat(workerDirectories()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheWorkerOfASlotThatTwoTopologiesSeemToHave() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();

        machine.nimbus().assign("another", CODE, machine.slot(6_700));
        machine.run();
        assertThat(machine.running()).containsExactly("6700: words 0");
        machine.nimbus().assign("words", CODE);
        machine.run();

        assertThat(machine.running()).containsExactly("6700: another 0");
    }

    @Test
    void shouldPutALogAsideThatHasBecomeTooLong() throws IOException {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        Path log = machine.process(6_700).spec().log();
        Files.writeString(log, "x".repeat(21 << 20));

        machine.advance(Duration.ofSeconds(5));

        assertThat(log).isEmptyFile();
        assertThat(log.resolveSibling("worker.log.1")).exists();
    }

    @Test
    void shouldStopTheWorkersOfSlotsThatItHasNotGotAnyMore() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700), machine.slot(6_701));
        machine.run();
        machine.stop();
        machine.setSlots(List.of(6_701));

        machine.boot();
        machine.advance(Duration.ofSeconds(1));

        assertThat(machine.running()).containsExactly("6701: words 0");
        assertThat(machine.supervisor().reports()).hasSize(1);
    }

    @Test
    void shouldEndWhenAnotherSupervisorHasItsId() {
        machine.nimbus().assign("words", CODE, machine.slot(6_700));
        machine.run();
        SupervisorInfo self = machine.nimbus().supervisors().get(new SupervisorId("s1"));

        machine.nimbus()
                .register(new SupervisorInfo(
                        self.id(),
                        "another",
                        List.of(1),
                        1,
                        1,
                        Map.of(),
                        "test",
                        self.startedAt().plusSeconds(1)));
        machine.run();

        assertThat(machine.running()).isEmpty();
        assertThat(machine.supervisor().displaced()).isCompleted();
    }

    @Test
    void shouldRemoveADirectoryInWhichNothingWasStarted() throws IOException {
        machine.stop();
        Files.createDirectories(directory.resolve("workers/never-started"));

        machine.boot();

        assertThat(directory.resolve("workers/never-started")).doesNotExist();
    }

    private long workerDirectories() throws IOException {
        try (Stream<Path> workers = Files.list(directory.resolve("workers"))) {
            return workers.count();
        }
    }
}
