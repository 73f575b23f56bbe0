package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.worker.transport.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerBookTest {
    private static final TopologyId TOPOLOGY = new TopologyId("words-1");
    private static final SupervisorId LEFT = new SupervisorId("left");
    private static final SupervisorId RIGHT = new SupervisorId("right");
    private static final Slot OWN = new Slot(LEFT, 6_700);
    private static final Slot PEER = new Slot(RIGHT, 6_700);
    private static final Slot FREE = new Slot(RIGHT, 6_701);
    private static final List<ExecutorId> OURS = List.of(new ExecutorId(1, 1));
    private static final List<ExecutorId> THEIRS = List.of(new ExecutorId(2, 2));

    private final PeerBook book = new PeerBook(OWN);

    private void assign(long epoch, Slot theirs) {
        assign(epoch, theirs, THEIRS);
    }

    private void assign(long epoch, Slot theirs, List<ExecutorId> executors) {
        book.onAssignment(
                Assignment.of(
                        TOPOLOGY,
                        epoch,
                        Map.of(OWN, OURS, theirs, executors),
                        Map.of(LEFT, "left.example.org", RIGHT, "right.example.org"),
                        new CodeHash("0123456789abcdef".repeat(4))),
                Map.of(OWN, 0, theirs, 1));
    }

    private void lease(Slot slot, long epoch, long sinceEpoch) {
        book.onLeases(Map.of(
                slot,
                new WorkerLease(
                        TOPOLOGY, slot, epoch, "right.example.org", slot.port(), 7, Instant.EPOCH, sinceEpoch)));
    }

    private static Peer peer(Slot slot, long epoch) {
        return new Peer("right.example.org", slot.port(), epoch);
    }

    @Test
    void shouldKnowAPeerByTheEpochWithWhichItsProcessBegan() {
        assign(7, PEER);
        lease(PEER, 7, 3);

        assertThat(book.peers()).containsExactly(Map.entry(1, peer(PEER, 3)));
    }

    @Test
    void shouldKeepThatEpochWhenAnAssignmentLeavesThePeerWhereItIs() {
        assign(7, PEER);
        lease(PEER, 7, 3);

        assign(8, PEER);

        assertThat(book.peers()).containsExactly(Map.entry(1, peer(PEER, 3)));
    }

    @Test
    void shouldKnowOnlyALaterProcessWhenAPeerMoves() {
        assign(7, PEER);
        lease(FREE, 6, 6);

        assign(9, FREE);

        assertThat(book.peers()).containsExactly(Map.entry(1, peer(FREE, 8)));
    }

    @Test
    void shouldKnowOnlyALaterProcessWhenAPeerGetsOtherExecutors() {
        assign(7, PEER);
        lease(PEER, 7, 7);

        assign(8, PEER, List.of(new ExecutorId(2, 2), new ExecutorId(3, 3)));
        assertThat(book.peers()).containsExactly(Map.entry(1, peer(PEER, 8)));

        lease(PEER, 9, 9);
        assertThat(book.peers()).containsExactly(Map.entry(1, peer(PEER, 9)));
    }
}
