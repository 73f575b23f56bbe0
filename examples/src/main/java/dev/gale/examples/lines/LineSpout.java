package dev.gale.examples.lines;

import com.codahale.metrics.Counter;
import dev.gale.spout.IFailureAwareSpout;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Emits lines, each with a message id, and keeps a line until it is acked: one that fails is emitted again.
 *
 * <p>What is in flight is in memory, so a spout that is made anew after an exception begins its source from the start. A
 * source that remembers how far it has been read, as a broker does, would go on from there: commit a position to it
 * when every line before has been acked.
 */
public final class LineSpout extends BaseRichSpout implements IFailureAwareSpout {
    public static final String LINE = "line";
    public static final String SOURCE = "source";
    public static final String NUMBER = "number";

    /** Metrics of each task, for {@link LineProgress}. */
    static final String DONE = "lines-done";

    static final String REPLAYS = "lines-replayed-";

    private static final long serialVersionUID = 1L;

    private final LineSource source;

    private transient SpoutOutputCollector collector;
    private transient Map<TupleFailure.Reason, Counter> replays;
    private transient LineReader reader;
    private transient Map<Long, Line> inFlight;
    private transient Deque<Long> toReplay;
    private transient long lastId;
    /** Written by the executor's thread, read by whoever reads metrics. */
    private transient volatile boolean done;

    public LineSpout(LineSource source) {
        this.source = source;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        replays = new EnumMap<>(TupleFailure.Reason.class);
        for (TupleFailure.Reason reason : TupleFailure.Reason.values()) {
            replays.put(reason, context.registerCounter(REPLAYS + reason));
        }
        inFlight = new HashMap<>();
        toReplay = new ArrayDeque<>();
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        try {
            reader = source.open(context.getThisTaskIndex(), tasks);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + source, e);
        }
        context.registerGauge(DONE, () -> done);
    }

    @Override
    public void nextTuple() {
        Long id = toReplay.poll();
        if (id == null) {
            Line line = read();
            if (line == null) {
                done = reader.isExhausted() && inFlight.isEmpty();
                return;
            }
            id = ++lastId;
            inFlight.put(id, line);
        }
        Line line = inFlight.get(id);
        collector.emit(new Values(line.text(), line.source(), line.number()), id);
    }

    private Line read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read on in " + source, e);
        }
    }

    @Override
    public void ack(Object id) {
        inFlight.remove(id);
    }

    @Override
    public void fail(Object id, TupleFailure failure) {
        replays.get(failure.reason()).inc();
        fail(id);
    }

    /** What a runtime calls that doesn't tell why. */
    @Override
    public void fail(Object id) {
        toReplay.add((Long) id);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + source, e);
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(LINE, SOURCE, NUMBER));
    }
}
