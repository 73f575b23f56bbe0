package dev.gale.benchmarks.parts;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import dev.gale.worker.ack.PendingRoots;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.util.List;
import java.util.Map;

/** What the benchmarks send: tuples of a word and its number, from task 1 to task 2. */
final class Tuples {
    /** Owner of the roots. */
    static final int OWNER = 1;

    static final GlobalStreamId STREAM = new GlobalStreamId("words", "default");
    static final Fields FIELDS = new Fields("word", "number");
    static final GeneralTopologyContext CONTEXT = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(1, "words", 2, "sink"),
            Map.of("words", List.of(1), "sink", List.of(2)),
            Map.of("words", Map.of("default", FIELDS)),
            "words-1");
    static final Link LINK = new Link(new Origin(1, 0, "words", "default", FIELDS, CONTEXT), 2);

    private Tuples() {}

    /** Values with different words of ten letters. */
    static List<Object> values(int number) {
        return new Values("word" + (100_000 + number), (long) number);
    }

    /** Ids of different roots, all of {@link #OWNER}. */
    static long[] roots(int count) {
        PendingRoots<Object> pending = new PendingRoots<>(OWNER, 0, new SplitMix64(1));
        long[] roots = new long[count];
        for (int i = 0; i < count; i++) {
            roots[i] = pending.open("id", null, 0, 0);
        }
        return roots;
    }
}
