package dev.gale.worker.plan;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.topology.TopologyValidator;
import dev.gale.tuple.Fields;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.metrics.MetricsConsumers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A submitted topology, checked and laid out: which tasks exist and which executor and worker runs them. Immutable. */
public final class TopologyPlan {
    /** Fields of the stream {@code __system}, which every component has. */
    private static final List<String> SYSTEM_STREAM_FIELDS = List.of("event");

    /** The stream {@code __system} of a component: tells that a task has started. */
    public static final String SYSTEM_STREAM = "__system";

    private final String name;
    private final String id;
    private final StormTopology topology;
    private final Map<String, Object> conf;
    private final Map<String, ComponentPlan> components = new TreeMap<>();
    private final List<ExecutorPlan> executors = new ArrayList<>();
    private final Map<Integer, ExecutorPlan> executorOfTask = new HashMap<>();
    private final Map<GlobalStreamId, Integer> streamIndex = new LinkedHashMap<>();
    private final Map<String, Integer> circle;
    private Fusion fusion;

    private TopologyPlan(String name, String id, StormTopology topology, Map<String, Object> conf) {
        this.name = name;
        this.id = id;
        this.topology = topology;
        this.conf = Collections.unmodifiableMap(conf);
        this.circle = Circles.of(topology);
    }

    /**
     * Checks a topology and lays it out.
     *
     * @param name given by the user
     * @param id of this run, unique
     * @param conf the topology's configuration, normalized
     * @param topology the plan's from now on; bolts for metrics consumers are added to it
     * @throws InvalidTopologyException naming everything that is wrong with structure and settings
     */
    public static TopologyPlan of(String name, String id, Map<String, Object> conf, StormTopology topology)
            throws InvalidTopologyException {
        return of(name, id, conf, topology, Integer.MAX_VALUE);
    }

    /**
     * As above.
     *
     * @param threads how many share the executors of a worker; so many parts, if possible, may go on at the same time
     */
    public static TopologyPlan of(String name, String id, Map<String, Object> conf, StormTopology topology, int threads)
            throws InvalidTopologyException {
        return of(name, id, conf, topology, threads, null);
    }

    /**
     * As above, with executors that somebody else has made and placed. A worker then has the number of its first
     * executor: it keeps its number as long as it keeps its executors, whatever becomes of the others.
     *
     * @param placed null to make and place them here
     * @throws IllegalArgumentException when the placement isn't one of this topology
     */
    public static TopologyPlan of(
            String name,
            String id,
            Map<String, Object> conf,
            StormTopology topology,
            int threads,
            PlacedExecutors placed)
            throws InvalidTopologyException {
        List<String> problems = new ArrayList<>();
        try {
            TopologyValidator.validate(topology);
        } catch (InvalidTopologyException structure) {
            problems.add(structure.getMessage());
        }
        List<String> settings = settingsProblems(conf, topology);
        settings.addAll(MetricsConsumers.addTo(topology, conf));
        if (!settings.isEmpty()) {
            problems.add("The configuration of topology " + name + " is not valid: " + String.join("; ", settings));
        }
        if (!problems.isEmpty()) {
            throw new InvalidTopologyException(String.join(System.lineSeparator(), problems));
        }
        Map<String, Object> whole = new LinkedHashMap<>(conf);
        whole.put(Config.TOPOLOGY_NAME, name);
        whole.put(Config.STORM_ID, id);
        forEachComponent(topology, (component, common) -> {
            append(whole, confOf(common), Config.TOPOLOGY_KRYO_REGISTER);
            append(whole, confOf(common), Config.TOPOLOGY_KRYO_DECORATORS);
        });
        TopologyPlan plan = new TopologyPlan(name, id, topology, whole);
        plan.layOut(threads, placed);
        return plan;
    }

    private static List<String> settingsProblems(Map<String, Object> conf, StormTopology topology) {
        List<String> problems = new ArrayList<>(TopologySettings.problems(conf));
        forEachComponent(
                topology,
                (component, common) -> TopologySettings.problems(confOf(common))
                        .forEach(problem -> problems.add("component " + component + ": " + problem)));
        forEachComponent(topology, (component, common) -> {
            if (common != null && common.is_set_parallelism_hint() && common.get_parallelism_hint() < 1) {
                problems.add("component " + component + " has a parallelism hint of " + common.get_parallelism_hint()
                        + "; it must be at least 1");
            }
        });
        if (problems.isEmpty()) {
            problems.addAll(TopologySettings.contradictions(conf));
        }
        if (problems.isEmpty()) {
            forEachComponent(topology, (component, common) -> {
                Map<String, Object> merged = new LinkedHashMap<>(conf);
                merged.putAll(confOf(common));
                TopologySettings.contradictions(merged)
                        .forEach(problem -> problems.add("component " + component + ": " + problem));
            });
        }
        return problems;
    }

    /** Registrations must be the same in all workers, so those of components are the topology's. */
    private static void append(Map<String, Object> whole, Map<String, Object> component, String key) {
        if (component.get(key) instanceof List<?> more) {
            List<Object> all = new ArrayList<>();
            if (whole.get(key) instanceof List<?> before) {
                all.addAll(before);
            }
            more.stream().filter(entry -> !all.contains(entry)).forEach(all::add);
            whole.put(key, all);
        }
    }

    /** Without common part a component is broken, which the validator has said already. */
    private static Map<String, Object> confOf(ComponentCommon common) {
        return common != null && common.is_set_conf() ? common.get_conf() : Map.of();
    }

    private static void forEachComponent(StormTopology topology, BiConsumer<String, ComponentCommon> visitor) {
        topology.get_spouts().forEach((component, spout) -> visitor.accept(component, spout.get_common()));
        topology.get_bolts().forEach((component, bolt) -> visitor.accept(component, bolt.get_common()));
    }

    private void layOut(int threads, PlacedExecutors placed) throws InvalidTopologyException {
        Map<String, List<TaskRange>> runs = new TreeMap<>();
        int nextTask = 1;
        TreeSet<String> ids = new TreeSet<>(topology.get_spouts().keySet());
        ids.addAll(topology.get_bolts().keySet());
        for (String component : ids) {
            boolean spout = topology.get_spouts().containsKey(component);
            ComponentCommon common = spout
                    ? topology.get_spouts().get(component).get_common()
                    : topology.get_bolts().get(component).get_common();
            byte[] serialized = (spout
                            ? topology.get_spouts().get(component).get_spout_object()
                            : topology.get_bolts().get(component).get_bolt_object())
                    .get_serialized_java();
            Map<String, Object> merged = mergedConf(common);
            int parallelism = common.is_set_parallelism_hint() ? common.get_parallelism_hint() : 1;
            long cap = Optional.ofNullable(TopologySettings.MAX_TASK_PARALLELISM.in(merged))
                    .orElse(Long.MAX_VALUE);
            Long given = TopologySettings.TASKS.in(merged);
            int tasks = (int) Math.min(cap, given == null ? parallelism : given);
            TaskRange whole = new TaskRange(nextTask, nextTask + tasks - 1);
            List<TaskRange> usual = evenRuns(whole, Math.min(parallelism, tasks));
            runs.put(component, placed == null ? usual : placed.executorsOf(component, whole, usual));
            Map<String, StreamInfo> streams = new TreeMap<>(common.get_streams());
            streams.put(SYSTEM_STREAM, new StreamInfo(SYSTEM_STREAM_FIELDS, false));
            streams.put(Constants.METRICS_STREAM_ID, new StreamInfo(MetricsConsumers.FIELDS, false));
            components.put(
                    component,
                    new ComponentPlan(
                            component,
                            spout,
                            ByteBuffer.wrap(serialized).asReadOnlyBuffer(),
                            nextTask,
                            tasks,
                            runs.get(component).size(),
                            Collections.unmodifiableMap(merged),
                            common.get_inputs() == null ? Map.of() : common.get_inputs(),
                            streams));
            streams.keySet().forEach(stream -> number(component, stream));
            nextTask += tasks;
        }
        number(Constants.SYSTEM_COMPONENT_ID, Constants.SYSTEM_TICK_STREAM_ID);
        if (placed != null) {
            placed.checkLast(nextTask - 1);
        }
        placeExecutors(runs, placed);
        fusion = new Fusion(this, threads);
    }

    private void number(String component, String stream) {
        streamIndex.put(new GlobalStreamId(component, stream), streamIndex.size());
    }

    private Map<String, Object> mergedConf(ComponentCommon common) {
        Map<String, Object> merged = new LinkedHashMap<>(conf);
        confOf(common).forEach((key, value) -> {
            boolean union = key.equals(Config.TOPOLOGY_KRYO_REGISTER) || key.equals(Config.TOPOLOGY_KRYO_DECORATORS);
            if (!union && TopologySettings.isComponentKey(key)) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** Tasks to executors, differing by one at most. */
    private static List<TaskRange> evenRuns(TaskRange whole, int executors) {
        List<TaskRange> runs = new ArrayList<>();
        int task = whole.first();
        for (int i = 0; i < executors; i++) {
            int count = whole.size() / executors + (i < whole.size() % executors ? 1 : 0);
            runs.add(new TaskRange(task, task + count - 1));
            task += count;
        }
        return runs;
    }

    private void placeExecutors(Map<String, List<TaskRange>> runs, PlacedExecutors placed) {
        int workers = Math.toIntExact(TopologySettings.WORKERS.in(conf));
        Map<Integer, Integer> numbers = new HashMap<>();
        int owner = 0;
        for (ComponentPlan component : components.values()) {
            for (TaskRange tasks : runs.get(component.id())) {
                int index = executors.size();
                // In turn, so that every component is spread.
                int worker = placed == null ? index % workers : numberOf(placed.placeOf(tasks), index, numbers);
                ExecutorPlan executor = new ExecutorPlan(
                        index, component, tasks.first(), tasks.size(), worker, component.spout() ? ++owner : 0);
                executors.add(executor);
                executor.taskIds().forEach(t -> executorOfTask.put(t, executor));
            }
        }
    }

    /** A worker is called by its first executor. */
    private static int numberOf(int place, int index, Map<Integer, Integer> numbers) {
        return place < 0 ? ExecutorPlan.NOWHERE : numbers.computeIfAbsent(place, first -> index);
    }

    public String name() {
        return name;
    }

    public String id() {
        return id;
    }

    public StormTopology topology() {
        return topology;
    }

    /** The topology's configuration, with its name and id, and the serialization settings of all components. */
    public Map<String, Object> conf() {
        return conf;
    }

    /** Number of workers that have an executor. */
    public int workers() {
        return (int) executors.stream()
                .mapToInt(ExecutorPlan::worker)
                .filter(worker -> worker != ExecutorPlan.NOWHERE)
                .distinct()
                .count();
    }

    /** In the order of their ids, which is that of their tasks. */
    public List<ComponentPlan> components() {
        return List.copyOf(components.values());
    }

    public ComponentPlan component(String component) {
        return components.get(component);
    }

    /** In the order of their tasks. */
    public List<ExecutorPlan> executors() {
        return Collections.unmodifiableList(executors);
    }

    /**
     * The executors in an order in which neighbours send to each other: one executor of each component in the direction
     * of the flow, then the next of each. Those that share a thread should stand next to each other here.
     */
    public List<ExecutorPlan> neighbours() {
        Map<String, Integer> depth = Depths.of(topology);
        Map<String, Integer> first = new HashMap<>();
        executors.forEach(e -> first.putIfAbsent(e.component().id(), e.index()));
        return executors.stream()
                .sorted(Comparator.comparingInt((ExecutorPlan e) ->
                                e.index() - first.get(e.component().id()))
                        .thenComparingInt(e -> depth.get(e.component().id()))
                        .thenComparingInt(ExecutorPlan::index))
                .toList();
    }

    /** Which executors call each other directly. */
    public Fusion fusion() {
        return fusion;
    }

    public ExecutorPlan executorOf(int task) {
        return executorOfTask.get(task);
    }

    /** Number of spout executors; their owner numbers are 1 to this. */
    public int owners() {
        return (int) executors.stream().filter(e -> e.owner() > 0).count();
    }

    /** How many streams there are; their indices are 0 to this, exclusive. */
    public int streams() {
        return streamIndex.size();
    }

    /** The number of a stream, the same in every worker. */
    public int streamIndex(String component, String stream) {
        return streamIndex.get(new GlobalStreamId(component, stream));
    }

    /** The streams in the order of their indices. */
    public List<GlobalStreamId> streamList() {
        return List.copyOf(streamIndex.keySet());
    }

    /** Component of every task. */
    public Map<Integer, String> taskToComponent() {
        Map<Integer, String> map = new TreeMap<>();
        components.values().forEach(c -> c.taskIds().forEach(task -> map.put(task, c.id())));
        return map;
    }

    public Map<String, List<Integer>> componentToTasks() {
        Map<String, List<Integer>> map = new TreeMap<>();
        components.values().forEach(c -> map.put(c.id(), c.taskIds()));
        return map;
    }

    /** Fields of every stream of every component, and of the system's. */
    public Map<String, Map<String, Fields>> componentToStreamToFields() {
        Map<String, Map<String, Fields>> map = new TreeMap<>();
        components.values().forEach(c -> {
            Map<String, Fields> streams = new TreeMap<>();
            c.streams().forEach((stream, info) -> streams.put(stream, new Fields(info.get_output_fields())));
            map.put(c.id(), streams);
        });
        map.put(Constants.SYSTEM_COMPONENT_ID, Map.of(Constants.SYSTEM_TICK_STREAM_ID, new Fields("rate_secs")));
        return map;
    }

    /** Whether tuples sent from one component to the other may come back to the first. */
    public boolean closesCycle(String from, String to) {
        return circle.get(from).equals(circle.get(to)) && Circles.isCircle(topology, from, to);
    }
}
