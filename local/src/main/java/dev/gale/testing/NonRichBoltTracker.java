package dev.gale.testing;

import dev.gale.task.IBolt;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.Map;

/**
 * Runs a bolt and counts, as {@code processed} under an id, the calls of execute that have returned. See {@code
 * Testing.globalAmt}; a {@link TrackedTopology} needs none of this.
 */
public class NonRichBoltTracker implements IBolt {
    private static final long serialVersionUID = 1L;

    private final IBolt delegate;
    private final String trackId;

    public NonRichBoltTracker(IBolt delegate, String id) {
        this.delegate = delegate;
        this.trackId = id;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        delegate.prepare(topoConf, context, collector);
    }

    @Override
    public void execute(Tuple input) {
        delegate.execute(input);
        TrackerCounts.add(trackId, TrackerCounts.PROCESSED, 1);
    }

    @Override
    public void cleanup() {
        delegate.cleanup();
    }
}
