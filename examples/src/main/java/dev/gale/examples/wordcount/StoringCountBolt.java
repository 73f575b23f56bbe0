package dev.gale.examples.wordcount;

import dev.gale.Config;
import dev.gale.examples.counting.Counts;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Tuple;
import dev.gale.utils.TupleUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts words and keeps the counts in a folder that all machines see: words are acked when a file with their counts has been
 * written, and a task that is made anew goes on from its file. So no word is lost, and one that is replayed is counted
 * again.
 */
public final class StoringCountBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    /** Words that are written together at most; fewer are when a second is over. */
    private static final int BATCH = 500;

    private final String folder;

    private transient OutputCollector collector;
    private transient int task;
    private transient Counts counts;
    private transient List<Tuple> counted;

    public StoringCountBolt(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        task = context.getThisTaskIndex();
        counted = new ArrayList<>(BATCH);
        try {
            counts = StoredCounts.load(Path.of(folder), task);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the counts in " + folder, e);
        }
    }

    @Override
    public void execute(Tuple input) {
        boolean tick = TupleUtils.isTick(input);
        if (!tick) {
            counts.increment(input.getStringByField(SplitBolt.WORD));
            counted.add(input);
        }
        if (counted.size() >= BATCH || (tick && !counted.isEmpty())) {
            store();
        }
        if (tick) {
            collector.ack(input);
        }
    }

    private void store() {
        try {
            StoredCounts.store(Path.of(folder), task, counts);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the counts to " + folder, e);
        }
        counted.forEach(collector::ack);
        counted.clear();
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);
    }

    /** Emits nothing. */
    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
