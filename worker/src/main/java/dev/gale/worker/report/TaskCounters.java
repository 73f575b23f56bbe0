package dev.gale.worker.report;

import dev.gale.generated.GlobalStreamId;
import dev.gale.spout.TupleFailure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All counters of one task. Made before the task runs; the maps never change after that. */
public final class TaskCounters {
    private final int task;
    private final Map<String, StreamOut> out = new LinkedHashMap<>();
    private final Map<GlobalStreamId, StreamIn> in = new LinkedHashMap<>();
    private final Map<TupleFailure.Reason, Counter> failures = new EnumMap<>(TupleFailure.Reason.class);

    /** Acks, fails and anchors of tuples that weren't the component's to ack, fail or anchor on. */
    public final Counter misuses = new Counter();

    /** How often this task's spout or bolt was made anew after an exception. */
    public final Counter restarts = new Counter();

    public TaskCounters(int task) {
        this.task = task;
        for (TupleFailure.Reason reason : TupleFailure.Reason.values()) {
            failures.put(reason, new Counter());
        }
    }

    public int task() {
        return task;
    }

    /** The counters of an output stream, made at the first call. */
    public StreamOut out(String stream) {
        return out.computeIfAbsent(stream, s -> new StreamOut());
    }

    /** The counters of an input stream, made at the first call. */
    public StreamIn in(GlobalStreamId stream) {
        return in.computeIfAbsent(stream, s -> new StreamIn());
    }

    /** Spouts: trees that failed for {@code reason}. Bolts: tuples failed here for {@code reason}. */
    public Counter failures(TupleFailure.Reason reason) {
        return failures.get(reason);
    }

    Map<String, StreamOut> outStreams() {
        return Collections.unmodifiableMap(out);
    }

    Map<GlobalStreamId, StreamIn> inStreams() {
        return Collections.unmodifiableMap(in);
    }
}
