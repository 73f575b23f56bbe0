package dev.gale.testing;

import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichBolt;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.tuple.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what it receives, by the component it came from, and acks it. A test asks the object that it gave to the topology;
 * any thread may ask at any time.
 */
public class TupleCaptureBolt implements IRichBolt {
    private static final long serialVersionUID = 1L;

    private final Shared<Map<String, List<FixedTuple>>> captured = new Shared<>(LinkedHashMap::new);
    private transient OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void execute(Tuple input) {
        FixedTuple copy = new FixedTuple(input.getSourceStreamId(), new ArrayList<>(input.getValues()));
        Map<String, List<FixedTuple>> bySource = captured.get();
        synchronized (bySource) {
            bySource.computeIfAbsent(input.getSourceComponent(), component -> new ArrayList<>())
                    .add(copy);
        }
        collector.ack(input);
    }

    /** What came so far, in the order in which it came; components from which nothing came are absent. A copy. */
    public Map<String, List<FixedTuple>> getResults() {
        Map<String, List<FixedTuple>> bySource = captured.get();
        synchronized (bySource) {
            Map<String, List<FixedTuple>> copy = new LinkedHashMap<>();
            bySource.forEach((component, tuples) -> copy.put(component, new ArrayList<>(tuples)));
            return copy;
        }
    }

    /** As {@link #getResults}; then forgets it. */
    public Map<String, List<FixedTuple>> getAndClearResults() {
        Map<String, List<FixedTuple>> bySource = captured.get();
        synchronized (bySource) {
            Map<String, List<FixedTuple>> results = getResults();
            bySource.clear();
            return results;
        }
    }

    /** As {@link #getAndClearResults}; the two differ in Storm only. */
    public Map<String, List<FixedTuple>> getAndRemoveResults() {
        return getAndClearResults();
    }

    @Override
    public void cleanup() {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return null;
    }
}
