package dev.gale.task;

import com.codahale.metrics.MetricRegistry;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.tuple.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topology to look at: spout {@code words} (task 4) with streams {@code default} [word, weight] and {@code errors}
 * [reason]; bolt {@code count} (tasks 1 to 3) with stream {@code default} [word, count], subscribed to words; bolt
 * {@code log} (task 5) without streams, subscribed to errors of words and to count.
 */
public final class WordTopology {
    public static final String ID = "words-1-1700000000";

    public final Map<String, Object> conf = new HashMap<>();
    public final Map<String, Object> defaultResources = new HashMap<>();
    public final Map<String, Object> userResources = new HashMap<>();
    public final Map<String, Object> executorData = new HashMap<>();
    public final MetricRegistry registry = new MetricRegistry();
    public final Map<Integer, String> taskToComponent = new TreeMap<>();
    public final ComponentCommon words = new ComponentCommon();
    public final ComponentCommon count = new ComponentCommon();
    public final ComponentCommon log = new ComponentCommon();

    public WordTopology() {
        words.get_streams().put("default", new StreamInfo(List.of("word", "weight"), false));
        words.get_streams().put("errors", new StreamInfo(List.of("reason"), false));
        count.get_streams().put("default", new StreamInfo(List.of("word", "count"), false));
        count.get_inputs().put(new GlobalStreamId("words", "default"), Grouping.fields(List.of("word")));
        log.get_inputs().put(new GlobalStreamId("words", "errors"), Grouping.shuffle(new NullStruct()));
        log.get_inputs().put(new GlobalStreamId("count", "default"), Grouping.all(new NullStruct()));
        taskToComponent.putAll(Map.of(1, "count", 2, "count", 3, "count", 4, "words", 5, "log"));
    }

    public GeneralTopologyContext general() {
        return new GeneralTopologyContext(topology(), conf, taskToComponent, sortedTasks(), fields(), ID);
    }

    public WorkerTopologyContext worker() {
        return new WorkerTopologyContext(
                topology(),
                conf,
                taskToComponent,
                sortedTasks(),
                fields(),
                ID,
                "/code",
                "/pids",
                6700,
                List.of(1, 4),
                defaultResources,
                userResources);
    }

    public WorkerUserContext hookContext() {
        return new WorkerUserContext(
                topology(),
                conf,
                taskToComponent,
                sortedTasks(),
                fields(),
                ID,
                "/code",
                "/pids",
                6700,
                List.of(1, 4),
                defaultResources,
                userResources);
    }

    public TopologyContext task(int taskId) {
        return new TopologyContext(
                topology(),
                conf,
                taskToComponent,
                sortedTasks(),
                fields(),
                ID,
                "/code",
                "/pids",
                taskId,
                6700,
                List.of(1, 4),
                defaultResources,
                userResources,
                executorData,
                registry);
    }

    private StormTopology topology() {
        ComponentObject object = ComponentObject.serialized_java(new byte[0]);
        StormTopology topology = new StormTopology();
        topology.put_to_spouts("words", new SpoutSpec(object, words));
        topology.put_to_bolts("count", new Bolt(object, count));
        topology.put_to_bolts("log", new Bolt(object, log));
        return topology;
    }

    private Map<String, List<Integer>> sortedTasks() {
        Map<String, List<Integer>> tasks = new HashMap<>();
        taskToComponent.forEach((task, component) ->
                tasks.computeIfAbsent(component, c -> new ArrayList<>()).add(task));
        return tasks;
    }

    private Map<String, Map<String, Fields>> fields() {
        return Map.of("words", fields(words), "count", fields(count), "log", fields(log));
    }

    private static Map<String, Fields> fields(ComponentCommon common) {
        Map<String, Fields> fields = new LinkedHashMap<>();
        common.get_streams().forEach((stream, info) -> fields.put(stream, new Fields(info.get_output_fields())));
        return fields;
    }
}
