package dev.gale.task;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.tuple.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a running topology looks like, wherever one stands in it: components, streams, tasks, configuration.
 *
 * <p>Immutable; any thread may read it. The collections given to the constructor are kept, not copied, because all
 * tasks of a worker share them: they must not change any more. Looking up the component of a task and the fields of a
 * stream allocates nothing.
 */
public class GeneralTopologyContext {
    /** What Storm's defaults say for {@link Config#TOPOLOGY_MESSAGE_TIMEOUT_SECS}, for configurations without it. */
    private static final long DEFAULT_MESSAGE_TIMEOUT_MILLIS = 30_000;

    protected final Map<String, Object> topoConf;

    private final StormTopology topology;
    private final String stormId;
    private final Map<Integer, String> taskToComponent;
    private final Map<String, List<Integer>> componentToSortedTasks;
    private final Map<String, Map<String, Fields>> componentToStreamToFields;
    /** Component by task id, so that a lookup boxes nothing; empty if the ids are too sparse for an array. */
    private final String[] componentByTaskId;

    /**
     * Describes a topology.
     *
     * @param topology as submitted, or with system components added
     * @param componentToSortedTasks the task ids of each component, ascending
     * @param componentToStreamToFields the streams that each component declares, with their fields
     * @param stormId the id of this run of the topology
     */
    public GeneralTopologyContext(
            StormTopology topology,
            Map<String, Object> topoConf,
            Map<Integer, String> taskToComponent,
            Map<String, List<Integer>> componentToSortedTasks,
            Map<String, Map<String, Fields>> componentToStreamToFields,
            String stormId) {
        this.topology = Objects.requireNonNull(topology, "topology");
        this.topoConf = Collections.unmodifiableMap(topoConf);
        this.taskToComponent = Collections.unmodifiableMap(taskToComponent);
        this.componentToSortedTasks = Objects.requireNonNull(componentToSortedTasks, "componentToSortedTasks");
        this.componentToStreamToFields = Objects.requireNonNull(componentToStreamToFields, "componentToStreamToFields");
        this.stormId = Objects.requireNonNull(stormId, "stormId");
        this.componentByTaskId = componentByTaskId(taskToComponent);
    }

    /** The id of this run of the topology, which no other run shares. */
    public String getStormId() {
        return stormId;
    }

    /** The topology itself; not to be changed. */
    public StormTopology getRawTopology() {
        return topology;
    }

    /** The component that a task belongs to; null if there is no such task. */
    public String getComponentId(int taskId) {
        if (taskId >= 0 && taskId < componentByTaskId.length) {
            return componentByTaskId[taskId];
        }
        return taskId == Constants.SYSTEM_TASK_ID ? Constants.SYSTEM_COMPONENT_ID : taskToComponent.get(taskId);
    }

    /**
     * The ids of the streams that a component declares; unmodifiable.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public Set<String> getComponentStreams(String componentId) {
        return Collections.unmodifiableSet(streamsOf(componentId).keySet());
    }

    /** The tasks of a component in ascending order, as a new list; empty if there is no such component. */
    public List<Integer> getComponentTasks(String componentId) {
        return new ArrayList<>(sortedTasksOf(componentId));
    }

    /**
     * The fields of a stream.
     *
     * @throws IllegalArgumentException if there is no such component, or it declares no such stream
     */
    public Fields getComponentOutputFields(String componentId, String streamId) {
        Map<String, Fields> streams = streamsOf(componentId);
        Fields fields = streams.get(streamId);
        if (fields == null) {
            throw new IllegalArgumentException("Component " + componentId + " declares no stream " + streamId
                    + "; its streams are " + streams.keySet());
        }
        return fields;
    }

    /**
     * The fields of a stream.
     *
     * @throws IllegalArgumentException if there is no such component, or it declares no such stream
     */
    public Fields getComponentOutputFields(GlobalStreamId id) {
        return getComponentOutputFields(id.get_componentId(), id.get_streamId());
    }

    /**
     * What a component subscribes to, and how.
     *
     * @return stream to grouping; unmodifiable, empty for spouts
     * @throws IllegalArgumentException if there is no such component
     */
    public Map<GlobalStreamId, Grouping> getSources(String componentId) {
        return Collections.unmodifiableMap(getComponentCommon(componentId).get_inputs());
    }

    /**
     * Who subscribes to a component, and how.
     *
     * @return stream id to subscribing component to its grouping, as a new map; streams without subscribers are absent
     */
    public Map<String, Map<String, Grouping>> getTargets(String componentId) {
        Map<String, Map<String, Grouping>> targets = new HashMap<>();
        for (String subscriber : getComponentIds()) {
            getComponentCommon(subscriber).get_inputs().forEach((source, grouping) -> {
                if (source.get_componentId().equals(componentId)) {
                    targets.computeIfAbsent(source.get_streamId(), stream -> new HashMap<>())
                            .put(subscriber, grouping);
                }
            });
        }
        return targets;
    }

    /** Task id to component id; unmodifiable. */
    public Map<Integer, String> getTaskToComponent() {
        return taskToComponent;
    }

    /** The ids of all spouts and bolts, as a new set. */
    public Set<String> getComponentIds() {
        Set<String> ids = new LinkedHashSet<>(topology.get_spouts().keySet());
        ids.addAll(topology.get_bolts().keySet());
        return ids;
    }

    /**
     * The description of a spout or bolt; not to be changed.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public ComponentCommon getComponentCommon(String componentId) {
        SpoutSpec spout = topology.get_spouts().get(componentId);
        if (spout != null) {
            return spout.get_common();
        }
        Bolt bolt = topology.get_bolts().get(componentId);
        if (bolt != null) {
            return bolt.get_common();
        }
        throw unknownComponent(componentId, getComponentIds());
    }

    /**
     * The longest message timeout that the topology or one of its components asks for, in seconds; a part of a second
     * counts as a whole one.
     *
     * @throws IllegalArgumentException if a timeout is not a number
     */
    public int maxTopologyMessageTimeout() {
        long longestMillis = messageTimeoutMillis("the topology", topoConf, DEFAULT_MESSAGE_TIMEOUT_MILLIS);
        for (String componentId : getComponentIds()) {
            Map<String, Object> conf = getComponentCommon(componentId).get_conf();
            longestMillis = Math.max(longestMillis, messageTimeoutMillis("component " + componentId, conf, 0));
        }
        return Math.toIntExact((longestMillis + 999) / 1000);
    }

    /** The topology's configuration; unmodifiable. */
    public Map<String, Object> getConf() {
        return topoConf;
    }

    /** The tasks of a component in ascending order without copying them; empty if there is no such component. */
    final List<Integer> sortedTasksOf(String componentId) {
        return componentToSortedTasks.getOrDefault(componentId, List.of());
    }

    private Map<String, Fields> streamsOf(String componentId) {
        Map<String, Fields> streams = componentToStreamToFields.get(componentId);
        if (streams == null) {
            throw unknownComponent(componentId, componentToStreamToFields.keySet());
        }
        return streams;
    }

    private IllegalArgumentException unknownComponent(String componentId, Set<String> known) {
        return new IllegalArgumentException(
                "Topology " + stormId + " has no component " + componentId + "; its components are " + known);
    }

    private static long messageTimeoutMillis(String whose, Map<String, Object> conf, long whenAbsent) {
        Number millis = number(whose, conf, Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS);
        if (millis != null) {
            return millis.longValue();
        }
        Number seconds = number(whose, conf, Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS);
        return seconds == null ? whenAbsent : 1000 * seconds.longValue();
    }

    private static Number number(String whose, Map<String, Object> conf, String key) {
        Object value = conf.get(key);
        if (value == null || value instanceof Number) {
            return (Number) value;
        }
        throw new IllegalArgumentException(key + " of " + whose + " must be a number but is a "
                + value.getClass().getName() + ": " + value);
    }

    private static String[] componentByTaskId(Map<Integer, String> taskToComponent) {
        int highest = -1;
        for (int taskId : taskToComponent.keySet()) {
            highest = Math.max(highest, taskId);
        }
        boolean dense = highest < 4L * taskToComponent.size();
        String[] components = new String[dense ? highest + 1 : 0];
        if (dense) {
            taskToComponent.forEach((taskId, component) -> {
                if (taskId >= 0) {
                    components[taskId] = component;
                }
            });
        }
        return components;
    }
}
