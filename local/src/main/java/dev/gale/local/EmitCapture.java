package dev.gale.local;

import dev.gale.hooks.BaseTaskHook;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.task.TopologyContext;
import dev.gale.utils.Utils;
import java.util.Map;

/** Tells the driver of a topology what its tasks emit, without being a subscriber, which would change the topology. */
public final class EmitCapture extends BaseTaskHook {
    private TopologyDriver driver;
    private TopologyContext context;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context) {
        this.driver = TopologyDriver.of(conf);
        this.context = context;
    }

    @Override
    public void emit(EmitInfo info) {
        if (!Utils.isSystemId(info.stream)) {
            driver.onEmit(context.getThisComponentId(), info.taskId, info.stream, info.values);
        }
    }
}
