package dev.gale.task;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricSet;
import com.codahale.metrics.Timer;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.StormTopology;
import dev.gale.hooks.ITaskHook;
import dev.gale.metric.api.CombinedMetric;
import dev.gale.metric.api.ICombiner;
import dev.gale.metric.api.IMetric;
import dev.gale.metric.api.IReducer;
import dev.gale.metric.api.ReducedMetric;
import dev.gale.tuple.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A topology as seen from one of its tasks, passed to {@code open} and {@code prepare}.
 *
 * <p>What describes the topology may be read by any thread. Task data, executor data, hooks and the registration of
 * {@link IMetric}s belong to the task's executor thread.
 */
@SuppressWarnings("rawtypes") // IReducer and ICombiner are raw in Storm's API
public class TopologyContext extends WorkerTopologyContext implements IMetricsContext {
    private final int taskId;
    private final String componentId;
    /** Position among the component's tasks; negative for a task of the system, which has none. */
    private final int taskIndex;

    private final Map<String, Object> taskData = new HashMap<>();
    private final Map<String, Object> executorData;
    private final List<ITaskHook> hooks = new ArrayList<>();
    private boolean hooked;
    private final List<ITaskHook> hooksView = Collections.unmodifiableList(hooks);
    private final MetricRegistry metricRegistry;
    private final Map<String, RegisteredMetric> registeredMetrics = new LinkedHashMap<>();
    private final Map<String, RegisteredMetric> registeredMetricsView = Collections.unmodifiableMap(registeredMetrics);
    private boolean openOrPrepareDone;

    /**
     * Describes one task; see {@link WorkerTopologyContext#WorkerTopologyContext} for the other arguments.
     *
     * @param executorData shared by the tasks of one executor and used by its thread only
     * @param metricRegistry where the Dropwizard metrics of the task go; usually shared by a whole worker
     * @throws IllegalArgumentException if the topology has no such task
     */
    public TopologyContext(
            StormTopology topology,
            Map<String, Object> topoConf,
            Map<Integer, String> taskToComponent,
            Map<String, List<Integer>> componentToSortedTasks,
            Map<String, Map<String, Fields>> componentToStreamToFields,
            String stormId,
            String codeDir,
            String pidDir,
            Integer taskId,
            Integer workerPort,
            List<Integer> workerTasks,
            Map<String, Object> defaultResources,
            Map<String, Object> userResources,
            Map<String, Object> executorData,
            MetricRegistry metricRegistry) {
        super(
                topology,
                topoConf,
                taskToComponent,
                componentToSortedTasks,
                componentToStreamToFields,
                stormId,
                codeDir,
                pidDir,
                workerPort,
                workerTasks,
                defaultResources,
                userResources);
        this.taskId = taskId;
        this.componentId = getComponentId(taskId);
        if (componentId == null) {
            throw new IllegalArgumentException(
                    "Topology " + stormId + " has no task " + taskId + "; its tasks are " + taskToComponent.keySet());
        }
        this.taskIndex = sortedTasksOf(componentId).indexOf(taskId);
        this.executorData = Objects.requireNonNull(executorData, "executorData");
        this.metricRegistry = Objects.requireNonNull(metricRegistry, "metricRegistry");
    }

    public int getThisTaskId() {
        return taskId;
    }

    public String getThisComponentId() {
        return componentId;
    }

    /**
     * The fields of one of this component's streams.
     *
     * @throws IllegalArgumentException if the component declares no such stream
     */
    public Fields getThisOutputFields(String streamId) {
        return getComponentOutputFields(componentId, streamId);
    }

    /** The names of the fields of each of this component's streams, by stream, as a new map. */
    public Map<String, List<String>> getThisOutputFieldsForStreams() {
        Map<String, List<String>> fieldsByStream = new HashMap<>();
        for (String streamId : getThisStreams()) {
            fieldsByStream.put(streamId, getThisOutputFields(streamId).toList());
        }
        return fieldsByStream;
    }

    /** The ids of the streams that this component declares; unmodifiable. */
    public Set<String> getThisStreams() {
        return getComponentStreams(componentId);
    }

    /**
     * The position of this task among the tasks of its component, from 0 to their number less 1.
     *
     * @throws IllegalStateException for a task of the system, which has no position
     */
    public int getThisTaskIndex() {
        if (taskIndex < 0) {
            throw new IllegalStateException("Task " + taskId + " is not among the tasks of its component " + componentId
                    + ", which are " + sortedTasksOf(componentId));
        }
        return taskIndex;
    }

    /** The names of the fields that this component receives, by source component and stream, as a new map. */
    public Map<String, Map<String, List<String>>> getThisInputFields() {
        Map<String, Map<String, List<String>>> inputFields = new HashMap<>();
        for (GlobalStreamId source : getThisSources().keySet()) {
            inputFields
                    .computeIfAbsent(source.get_componentId(), component -> new HashMap<>())
                    .put(source.get_streamId(), getComponentOutputFields(source).toList());
        }
        return inputFields;
    }

    /** What this component subscribes to; see {@link #getSources}. */
    public Map<GlobalStreamId, Grouping> getThisSources() {
        return getSources(componentId);
    }

    /** Who subscribes to this component; see {@link #getTargets}. */
    public Map<String, Map<String, Grouping>> getThisTargets() {
        return getTargets(componentId);
    }

    /** Keeps an object for this task under a name, for code that shares no fields with the component, such as hooks. */
    public void setTaskData(String name, Object data) {
        taskData.put(name, data);
    }

    /** What was kept for this task under a name; null if nothing. */
    public Object getTaskData(String name) {
        return taskData.get(name);
    }

    /** Keeps an object for all tasks of this executor under a name. */
    public void setExecutorData(String name, Object data) {
        executorData.put(name, data);
    }

    /** What was kept for all tasks of this executor under a name; null if nothing. */
    public Object getExecutorData(String name) {
        return executorData.get(name);
    }

    /** Prepares a hook and adds it to this task; from then on it sees what the task does. */
    public void addTaskHook(ITaskHook hook) {
        hook.prepare(topoConf, this);
        hooks.add(hook);
        hooked = true;
    }

    /** Whether the task has hooks; cheaper than to ask {@link #getHooks}, for the runtime asks at every tuple. */
    public boolean hasTaskHooks() {
        return hooked;
    }

    /** The hooks of this task in the order in which they were added; an unmodifiable view. */
    public List<ITaskHook> getHooks() {
        return hooksView;
    }

    @Override
    public <T extends IMetric> T registerMetric(String name, T metric, int timeBucketSizeInSecs) {
        if (openOrPrepareDone) {
            throw new IllegalStateException("Metric " + name + " of component " + componentId
                    + " was registered after open or prepare had returned; register it there");
        }
        if (name == null || metric == null) {
            throw new IllegalArgumentException("Component " + componentId
                    + " registered a metric without name or metric: name=" + name + ", metric=" + metric);
        }
        if (timeBucketSizeInSecs < 1) {
            throw new IllegalArgumentException("Metric " + name + " of component " + componentId
                    + " was registered with a time bucket of " + timeBucketSizeInSecs + " s; it must be at least 1 s");
        }
        RegisteredMetric registered = new RegisteredMetric(name, metric, timeBucketSizeInSecs);
        if (registeredMetrics.putIfAbsent(name, registered) != null) {
            throw new IllegalStateException("Metric " + name + " of component " + componentId
                    + " was registered twice; give each metric of a task its own name");
        }
        return metric;
    }

    @Override
    public ReducedMetric registerMetric(String name, IReducer reducer, int timeBucketSizeInSecs) {
        return registerMetric(name, new ReducedMetric(reducer), timeBucketSizeInSecs);
    }

    @Override
    public CombinedMetric registerMetric(String name, ICombiner combiner, int timeBucketSizeInSecs) {
        return registerMetric(name, new CombinedMetric(combiner), timeBucketSizeInSecs);
    }

    /** The metric that this task registered under a name by {@code registerMetric}; null if none. */
    public IMetric getRegisteredMetricByName(String name) {
        RegisteredMetric registered = registeredMetrics.get(name);
        return registered == null ? null : registered.metric();
    }

    /** For the runtime: the metrics that {@code registerMetric} took, by name; an unmodifiable view. */
    public Map<String, RegisteredMetric> getRegisteredMetrics() {
        return registeredMetricsView;
    }

    /** For the runtime, which says that {@code open} or {@code prepare} has returned: no more {@link IMetric}s. */
    public void setOpenOrPrepareDone() {
        openOrPrepareDone = true;
    }

    @Override
    public Timer registerTimer(String name) {
        return metricRegistry.timer(qualified(name));
    }

    @Override
    public Histogram registerHistogram(String name) {
        return metricRegistry.histogram(qualified(name));
    }

    @Override
    public Meter registerMeter(String name) {
        return metricRegistry.meter(qualified(name));
    }

    @Override
    public Counter registerCounter(String name) {
        return metricRegistry.counter(qualified(name));
    }

    @Override
    public <T> Gauge<T> registerGauge(String name, Gauge<T> gauge) {
        String qualifiedName = qualified(name);
        Metric present = metricRegistry.getMetrics().get(qualifiedName);
        if (present != null && !(present instanceof Gauge)) {
            throw new IllegalArgumentException(qualifiedName + " is a "
                    + present.getClass().getName() + " already and cannot become a gauge; choose another name");
        }
        replace(qualifiedName, gauge);
        return gauge;
    }

    @Override
    public void registerMetricSet(String prefix, MetricSet set) {
        replaceAll(qualified(prefix), set);
    }

    private void replaceAll(String prefix, MetricSet set) {
        set.getMetrics().forEach((name, metric) -> {
            String qualifiedName = MetricRegistry.name(prefix, name);
            if (metric instanceof MetricSet nested) {
                replaceAll(qualifiedName, nested);
            } else {
                replace(qualifiedName, metric);
            }
        });
    }

    /** The registry refuses a name that it has; but after a restart of the task the old metric's source is gone. */
    private void replace(String qualifiedName, Metric metric) {
        metricRegistry.remove(qualifiedName);
        metricRegistry.register(qualifiedName, metric);
    }

    private String qualified(String name) {
        return getStormId() + "." + componentId + "." + taskId + "." + name;
    }
}
