package dev.gale.coordination.model;

import static dev.gale.coordination.Facts.CODE;
import static dev.gale.coordination.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final TopologyInfo TOPOLOGY = Facts.topology("words");
    private static final Slot LEFT = Facts.slot("left", 6_700);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "zookeeper",
                "a/b",
                "../x",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "\ud83d\ude00",
                "\uffff"
            })
    void shouldRefuseAnIdThatCantBePartOfAPath(String id) {
        assertThatThrownBy(() -> new TopologyId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("topology id must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"word-count-1-1795262400", "mit Umlaut äöü", "n1.example.org:8080", "...", "-"})
    void shouldTakeOtherIds(String id) {
        assertThat(new TopologyId(id)).hasToString(id);
    }

    @Test
    void shouldRefuseAnIdThatIsTooLong() {
        assertThatThrownBy(() -> new SupervisorId("x".repeat(256)))
                .hasMessage("supervisor id must have 1 to 255 characters, found 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"})
    void shouldRefuseACodeHashThatIsNone(String hash) {
        assertThatThrownBy(() -> new CodeHash(hash)).hasMessageContaining("64 lower-case hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "left", "left:", "left:port", "left:0", "left:65536", ":1"})
    void shouldRefuseWhatIsNoSlot(String text) {
        assertThatThrownBy(() -> Slot.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-", "-1", "2-1", "a-b", "1-2-3"})
    void shouldRefuseWhatIsNoExecutor(String text) {
        assertThatThrownBy(() -> ExecutorId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadSlotsAndExecutorsAsTheyAreWritten() {
        assertThat(Slot.parse("host:with:colons:6700")).hasToString("host:with:colons:6700");
        assertThat(ExecutorId.parse("3-12")).isEqualTo(new ExecutorId(3, 12)).hasToString("3-12");
    }

    @Test
    void shouldRefuseATaskInTwoPlaces() {
        assertThatThrownBy(() -> Assignment.of(
                        TOPOLOGY.id(),
                        1,
                        Map.of(
                                LEFT,
                                List.of(new ExecutorId(1, 4)),
                                Facts.slot("left", 6_701),
                                List.of(new ExecutorId(4, 5))),
                        Map.of(LEFT.supervisorId(), "host"),
                        CODE))
                .hasMessageContaining("executors 1-4 and 4-5")
                .hasMessageContaining("a task has one place");
    }

    @Test
    void shouldRefuseASlotWithoutHostOrExecutors() {
        assertThatThrownBy(() ->
                        Assignment.of(TOPOLOGY.id(), 1, Map.of(LEFT, List.of(new ExecutorId(1, 1))), Map.of(), CODE))
                .hasMessageContaining("host of slot left:6700");
        assertThatThrownBy(() -> Assignment.of(
                        TOPOLOGY.id(), 1, Map.of(LEFT, List.of()), Map.of(LEFT.supervisorId(), "host"), CODE))
                .hasMessageContaining("has no executors");
    }

    @Test
    void shouldHaveAPendingActionExactlyWhenTheStatusSaysSo() {
        PendingAction kill = PendingAction.kill(TopologyStatus.ACTIVE, NOON, Duration.ofSeconds(30));

        TopologyInfo killed = TOPOLOGY.with(TopologyStatus.KILLED, kill);

        assertThat(killed.pending().map(PendingAction::dueAt)).contains(NOON.plusSeconds(30));
        assertThat(killed.with(TopologyStatus.ACTIVE).pending()).isEmpty();
        assertThatThrownBy(() -> TOPOLOGY.with(TopologyStatus.KILLED)).hasMessageContaining("has no pending action");
        assertThatThrownBy(() -> TOPOLOGY.with(TopologyStatus.INACTIVE, kill))
                .hasMessageContaining("has a pending action");
    }

    @Test
    void shouldRefuseNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> PendingAction.kill(TopologyStatus.ACTIVE, NOON, Duration.ofSeconds(-1)))
                .hasMessageContaining("must not be negative");
        assertThatThrownBy(
                        () -> new PendingAction(TopologyStatus.ACTIVE, NOON, Duration.ZERO, Optional.of(0), Map.of()))
                .hasMessageContaining("workers must be at least 1");
        assertThatThrownBy(() ->
                        new SupervisorInfo(new SupervisorId("s"), "h", List.of(1, 1), 1, 1, Map.of(), "0.1.0", NOON))
                .hasMessageContaining("must differ");
        assertThatThrownBy(() -> new SupervisorInfo(
                        new SupervisorId("s"), "h", List.of(1), Double.NaN, 1, Map.of(), "0.1.0", NOON))
                .hasMessageContaining("memory of supervisor s must be 0 or more");
    }

    @ParameterizedTest
    @CsvSource({
        // epoch, seconds after the other's start, pid; the other has epoch 5 and pid 10
        "6, -1, 11, true",
        "4, 1, 11, false",
        "5, 1, 11, true",
        "5, 0, 10, true",
        "5, 0, 11, false",
        "5, -1, 11, false"
    })
    void shouldSupersedeByEpochThenByStart(long epoch, long secondsLater, long pid, boolean expected) {
        WorkerLease other = lease(5, NOON, 10);

        assertThat(lease(epoch, NOON.plusSeconds(secondsLater), pid).supersedes(other))
                .isEqualTo(expected);
    }

    private static WorkerLease lease(long epoch, Instant startedAt, long pid) {
        return Facts.lease(TOPOLOGY, epoch, LEFT, pid, startedAt);
    }
}
