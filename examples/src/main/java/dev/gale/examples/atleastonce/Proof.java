package dev.gale.examples.atleastonce;

import dev.gale.spout.TupleFailure;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a finished run comes to.
 *
 * @param lines how many lines the source had
 * @param replays how often the spout emitted a line again, by the reason that it was given
 * @param spout what the runtime says of the spout
 */
public record Proof(long lines, Ledger ledger, Map<TupleFailure.Reason, Long> replays, ComponentStats spout) {
    public long totalReplays() {
        return replays.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What contradicts at-least-once processing; empty when it was kept. */
    public List<String> contradictions() {
        List<String> found = new ArrayList<>();
        long missing = ledger.missing(lines);
        if (missing > 0) {
            found.add(missing + " of " + lines + " lines were never counted");
        }
        if (ledger.deliveries() < lines) {
            found.add("only " + ledger.deliveries() + " deliveries of " + lines + " lines");
        }
        if (spout.acked() != lines) {
            found.add(spout.acked() + " acks for " + lines + " lines; each must be acked once in the end");
        }
        if (spout.emitted() != lines + totalReplays()) {
            found.add(
                    spout.emitted() + " lines emitted, which is not " + lines + " and " + totalReplays() + " replays");
        }
        if (!spout.failures().equals(replays)) {
            found.add("the spout was told of failures " + replays + ", the runtime counted " + spout.failures());
        }
        return found;
    }
}
