package dev.gale.testing;

import dev.gale.Config;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import dev.gale.utils.Time;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits a word, untracked, every 100 ms of the cluster's time, without end. The words are drawn from a few, in an order
 * that is the same in every run.
 */
public class TestWordSpout extends BaseRichSpout {
    public static final Logger LOG = LoggerFactory.getLogger(TestWordSpout.class);

    private static final long serialVersionUID = 1L;
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String[] WORDS = {"storm", "gale", "breeze", "squall", "calm"};

    private final boolean isDistributed;
    private transient SpoutOutputCollector collector;
    private transient Random random;
    private transient long nextNs;

    public TestWordSpout() {
        this(true);
    }

    /** @param isDistributed false for one task only, whatever parallelism is asked for */
    public TestWordSpout(boolean isDistributed) {
        this.isDistributed = isDistributed;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        this.random = new Random(context.getThisTaskId());
        this.nextNs = Time.nanoTime() + INTERVAL_NS;
    }

    @Override
    public void nextTuple() {
        long nowNs = Time.nanoTime();
        if (nowNs - nextNs >= 0) {
            nextNs = nowNs + INTERVAL_NS;
            collector.emit(new Values(WORDS[random.nextInt(WORDS.length)]));
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("word"));
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return isDistributed ? null : Map.of(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 1);
    }
}
