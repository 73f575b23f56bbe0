package dev.gale.worker.metrics;

import dev.gale.Config;
import dev.gale.metric.api.IMetricsConsumer;
import dev.gale.metric.api.IMetricsConsumer.DataPoint;
import dev.gale.metric.api.IMetricsConsumer.TaskInfo;
import dev.gale.task.IBolt;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.Collection;
import java.util.Map;

/** Hands data points to a metrics consumer of the user's. */
final class MetricsConsumerBolt implements IBolt {
    private static final long serialVersionUID = 1L;

    private final String className;
    /** A value of a configuration, and so serializable. */
    @SuppressWarnings("serial")
    private final Object argument;

    private transient IMetricsConsumer consumer;
    private transient OutputCollector collector;

    MetricsConsumerBolt(String className, Object argument) {
        this.className = className;
        this.argument = argument;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        try {
            consumer = Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(IMetricsConsumer.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    Config.TOPOLOGY_METRICS_CONSUMER_REGISTER + " names " + className
                            + ", which must be a class on the class path that implements IMetricsConsumer and has a"
                            + " constructor without arguments",
                    e);
        }
        consumer.prepare(conf, argument, context, collector);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void execute(Tuple tuple) {
        consumer.handleDataPoints((TaskInfo) tuple.getValue(0), (Collection<DataPoint>) tuple.getValue(1));
        collector.ack(tuple);
    }

    @Override
    public void cleanup() {
        if (consumer != null) {
            consumer.cleanup();
        }
    }
}
