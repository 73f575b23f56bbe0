package dev.gale.metric.api;

import dev.gale.task.IErrorReporter;
import dev.gale.task.TopologyContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/**
 * Receives what the tasks' {@link IMetric}s report and passes it to some outside system.
 *
 * <p>Needs a public constructor without parameters. All methods are called by one thread at a time: {@link #prepare},
 * any number of {@link #handleDataPoints}, {@link #cleanup}.
 */
public interface IMetricsConsumer {
    /**
     * Called once before the first data points.
     *
     * @param registrationArgument what was given when the consumer was registered; null if nothing
     */
    void prepare(
            Map<String, Object> topoConf,
            Object registrationArgument,
            TopologyContext context,
            IErrorReporter errorReporter);

    /** Takes what one task reported at one moment. */
    void handleDataPoints(TaskInfo taskInfo, Collection<DataPoint> dataPoints);

    /** Called once when the topology stops in order. */
    void cleanup();

    /** Which task reported, and when. */
    class TaskInfo {
        public String srcWorkerHost;
        public int srcWorkerPort;
        public String srcComponentId;
        public int srcTaskId;
        /** Seconds since 1970. */
        public long timestamp;

        public int updateIntervalSecs;

        /** Empty, to be filled by a deserializer. */
        public TaskInfo() {}

        public TaskInfo(
                String srcWorkerHost,
                int srcWorkerPort,
                String srcComponentId,
                int srcTaskId,
                long timestamp,
                int updateIntervalSecs) {
            this.srcWorkerHost = srcWorkerHost;
            this.srcWorkerPort = srcWorkerPort;
            this.srcComponentId = srcComponentId;
            this.srcTaskId = srcTaskId;
            this.timestamp = timestamp;
            this.updateIntervalSecs = updateIntervalSecs;
        }

        @Override
        public String toString() {
            return "TaskInfo[worker=" + srcWorkerHost + ":" + srcWorkerPort + ", component=" + srcComponentId
                    + ", task=" + srcTaskId + ", timestamp=" + timestamp + ", updateIntervalSecs="
                    + updateIntervalSecs + "]";
        }
    }

    /** One reported value. */
    class DataPoint {
        public String name;
        public Object value;
        /** Labels that describe the value further. */
        public Map<String, String> dimensions;

        /** Empty, to be filled by a deserializer. */
        public DataPoint() {}

        public DataPoint(String name, Object value) {
            this(name, value, Collections.emptyMap());
        }

        public DataPoint(String name, Object value, Map<String, String> dimensions) {
            this.name = name;
            this.value = value;
            this.dimensions = dimensions;
        }

        @Override
        public String toString() {
            return "DataPoint[" + name + "=" + value + ", dimensions=" + dimensions + "]";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof DataPoint that
                            && Objects.equals(name, that.name)
                            && Objects.deepEquals(value, that.value)
                            && Objects.equals(dimensions, that.dimensions));
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new Object[] {name, value, dimensions});
        }
    }
}
