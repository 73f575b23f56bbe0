package dev.gale.examples.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.spout.TupleFailure.Reason;
import dev.gale.worker.report.Latency;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTest {
    private final Ledger ledger = new Ledger();

    private static ComponentStats spout(long emitted, long acked, Map<Reason, Long> failures) {
        Latency none = new Latency(0, 0, 0, 0, 0, 0);
        return new ComponentStats(
                "lines", true, 1, 0, emitted, emitted, acked, 0, failures, Map.of(), Map.of(), List.of(), none, none,
                none, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private void deliver(long... lines) {
        for (long line : lines) {
            ledger.add(line);
        }
    }

    @Test
    void shouldFindNothingWhenEveryLineArrived() {
        deliver(1, 2, 2, 3);
        Map<Reason, Long> replays = Map.of(Reason.TIMEOUT, 1L, Reason.EXPLICIT, 2L);

        Proof proof = new Proof(3, ledger, replays, spout(6, 3, replays));

        assertThat(proof.contradictions()).isEmpty();
        assertThat(proof.totalReplays()).isEqualTo(3);
        assertThat(ledger.deliveries()).isEqualTo(4);
    }

    @Test
    void shouldFindALineThatNeverArrived() {
        deliver(1, 3, 3);

        assertThat(new Proof(3, ledger, Map.of(), spout(3, 3, Map.of())).contradictions())
                .containsExactly("1 of 3 lines were never counted");
    }

    @Test
    void shouldFindAcksAndEmitsThatDontFit() {
        deliver(1, 2);

        assertThat(new Proof(2, ledger, Map.of(Reason.TIMEOUT, 1L), spout(4, 1, Map.of(Reason.TIMEOUT, 2L)))
                        .contradictions())
                .containsExactly(
                        "1 acks for 2 lines; each must be acked once in the end",
                        "4 lines emitted, which is not 2 and 1 replays",
                        "the spout was told of failures {TIMEOUT=1}, the runtime counted {TIMEOUT=2}");
    }
}
