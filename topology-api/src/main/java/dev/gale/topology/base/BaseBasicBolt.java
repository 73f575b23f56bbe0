package dev.gale.topology.base;

import dev.gale.task.TopologyContext;
import dev.gale.topology.IBasicBolt;
import java.util.Map;

/** A bolt that needs no preparation and whose tuples are anchored and acknowledged for it. */
public abstract class BaseBasicBolt extends BaseComponent implements IBasicBolt {
    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {}

    @Override
    public void cleanup() {}
}
