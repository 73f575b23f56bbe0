package dev.gale.testing;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each task emits numbers from 1 upwards, with its task id, so that {@link TestEventOrderCheckBolt} can tell whether order
 * was kept. All tasks together emit a given number of events. A tuple that fails counts as done.
 */
public class TestEventLogSpout extends BaseRichSpout implements CompletableSpout {
    public static final Logger LOG = LoggerFactory.getLogger(TestEventLogSpout.class);

    private static final long serialVersionUID = 1L;
    private static final Tally.Totals TOTALS = new Tally.Totals();

    private record Event(int source, long number) {}

    private final long totalCount;
    private final Shared<Tally> tally = new Shared<>(Tally::new);
    private transient SpoutOutputCollector collector;
    private transient String topologyId;
    private transient int source;
    private transient long emitted;
    private transient long toEmit;

    public TestEventLogSpout(long totalCount) {
        this.totalCount = totalCount;
    }

    /** How many events of all these spouts in a topology were acked. */
    public static int getNumAcked(String stormId) {
        return TOTALS.acked(stormId);
    }

    /** How many events of all these spouts in a topology failed. */
    public static int getNumFailed(String stormId) {
        return TOTALS.failed(stormId);
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        this.topologyId = context.getStormId();
        this.source = context.getThisTaskId();
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        this.toEmit = totalCount / tasks + (context.getThisTaskIndex() < totalCount % tasks ? 1 : 0);
        this.emitted = 0;
    }

    @Override
    public void nextTuple() {
        if (emitted < toEmit) {
            emitted++;
            collector.emit(new Values(source, emitted), new Event(source, emitted));
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

    /** Whether all events were acked or failed. */
    public boolean completed() {
        return tally.get().size() >= totalCount;
    }

    @Override
    public boolean isExhausted() {
        return completed();
    }

    /** Forgets what became of the events. */
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
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("source", "eventId"));
    }
}
