package dev.gale.testing;

import dev.gale.topology.IRichBolt;
import dev.gale.topology.OutputFieldsDeclarer;
import java.util.Map;

/** A {@link NonRichBoltTracker} that can stand in a topology. */
public class BoltTracker extends NonRichBoltTracker implements IRichBolt {
    private static final long serialVersionUID = 1L;

    private final IRichBolt richDelegate;

    public BoltTracker(IRichBolt delegate, String id) {
        super(delegate, id);
        this.richDelegate = delegate;
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        richDelegate.declareOutputFields(declarer);
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return richDelegate.getComponentConfiguration();
    }
}
