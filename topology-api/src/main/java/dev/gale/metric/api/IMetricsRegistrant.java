package dev.gale.metric.api;

import dev.gale.task.TopologyContext;
import java.util.Map;

/** Registers metrics of its own at a task; called once on the task's executor thread before the task is prepared. */
public interface IMetricsRegistrant {
    void registerMetrics(TopologyContext context, Map<String, Object> topoConf);
}
