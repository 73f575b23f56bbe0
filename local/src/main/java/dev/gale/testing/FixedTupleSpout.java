package dev.gale.testing;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.tuple.Fields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Emits given tuples, each once and tracked; several tasks share them out. A tuple that fails isn't emitted again: it
 * counts as done, like one that was acked.
 */
public class FixedTupleSpout implements IRichSpout, CompletableSpout {
    private static final long serialVersionUID = 1L;

    private static final Tally.Totals TOTALS = new Tally.Totals();

    @SuppressWarnings("serial") // an ArrayList
    private final List<FixedTuple> tuples = new ArrayList<>();

    private final Fields fields;
    private final Shared<Tally> tally = new Shared<>(Tally::new);
    private transient SpoutOutputCollector collector;
    private transient String topologyId;
    /** Positions in the list of the tuples that this task has still to emit. */
    private transient Queue<Integer> left;

    /**
     * Declares no stream: for use in place of a spout whose streams are known already.
     *
     * @param tuples of {@link FixedTuple} or of lists of values, which go to the stream {@code default}
     */
    @SuppressWarnings("rawtypes") // Storm's signature
    public FixedTupleSpout(List tuples) {
        this(tuples, null);
    }

    /**
     * @param tuples of {@link FixedTuple} or of lists of values, which go to the stream {@code default}
     * @param fields of the stream {@code default}; null to declare no stream
     */
    @SuppressWarnings({"rawtypes", "unchecked"}) // Storm's signature
    public FixedTupleSpout(List tuples, Fields fields) {
        for (Object tuple : tuples) {
            if (tuple instanceof FixedTuple fixed) {
                this.tuples.add(fixed);
            } else if (tuple instanceof List values) {
                this.tuples.add(new FixedTuple(values));
            } else {
                throw new IllegalArgumentException("a FixedTupleSpout takes FixedTuples and lists of values, found "
                        + (tuple == null ? "null" : tuple.getClass().getName() + ": " + tuple));
            }
        }
        this.fields = fields;
    }

    /** How many tuples of all these spouts in a topology were acked. */
    public static int getNumAcked(String stormId) {
        return TOTALS.acked(stormId);
    }

    /** How many tuples of all these spouts in a topology failed. */
    public static int getNumFailed(String stormId) {
        return TOTALS.failed(stormId);
    }

    /** Forgets what was counted for a topology. */
    public static void clear(String stormId) {
        TOTALS.clear(stormId);
    }

    public List<FixedTuple> getSourceTuples() {
        return tuples;
    }

    /** How many tuples of this spout were acked or failed, over all its tasks. */
    public int getCompleted() {
        return tally.get().size();
    }

    /** Forgets what became of the tuples. */
    public void cleanup() {
        tally.get().clear(TOTALS);
    }

    @Override
    public void clean() {
        cleanup();
    }

    @Override
    public void startup() {
        cleanup();
    }

    @Override
    public boolean isExhausted() {
        return getCompleted() == tuples.size();
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        this.topologyId = context.getStormId();
        this.left = new ArrayDeque<>();
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        for (int i = context.getThisTaskIndex(); i < tuples.size(); i += tasks) {
            if (!tally.get().isDone(i)) {
                left.add(i);
            }
        }
    }

    @Override
    public void nextTuple() {
        Integer next = left.poll();
        if (next != null) {
            FixedTuple tuple = tuples.get(next);
            collector.emit(tuple.stream, tuple.values, next);
        }
    }

    @Override
    public void ack(Object msgId) {
        tally.get().end(TOTALS, topologyId, msgId, true);
    }

    @Override
    public void fail(Object msgId) {
        tally.get().end(TOTALS, topologyId, msgId, false);
    }

    @Override
    public void close() {}

    @Override
    public void activate() {}

    @Override
    public void deactivate() {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        if (fields != null) {
            declarer.declare(fields);
        }
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return null;
    }
}
