package dev.gale.topology;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a whole topology as its author wrote it, before the system's own components are added: the rules that
 * {@link TopologyBuilder} cannot check because they concern several components, and the others again, since a topology
 * need not come from a builder.
 *
 * <p>Stricter than Storm in one point: the fields of a fields grouping have to be fields of the very stream that is
 * subscribed to, not of any stream of its source.
 *
 * <p>Cycles are allowed and not reported here.
 */
public final class TopologyValidator {
    private static final Logger LOG = LoggerFactory.getLogger(TopologyValidator.class);

    /** Streams that every component has without declaring them, with their fields. */
    private static final Map<String, List<String>> STREAMS_OF_ALL =
            Map.of("__system", List.of("event"), Constants.METRICS_STREAM_ID, List.of("task-info", "data-points"));

    private final Map<String, ComponentCommon> spouts = new LinkedHashMap<>();
    private final Map<String, ComponentCommon> bolts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TopologyValidator(StormTopology topology) {
        topology.get_spouts().forEach((id, spout) -> spouts.put(id, spout.get_common()));
        topology.get_bolts().forEach((id, bolt) -> bolts.put(id, bolt.get_common()));
    }

    /**
     * Checks a topology. May be called from any thread; the topology must not change meanwhile.
     *
     * @throws InvalidTopologyException if the topology cannot run. The message lists every problem with the component
     *     concerned and what to change
     */
    public static void validate(StormTopology topology) throws InvalidTopologyException {
        TopologyValidator validator = new TopologyValidator(topology);
        validator.check();
        validator.notes.forEach(LOG::warn);
        List<String> problems = validator.problems;
        if (problems.size() == 1) {
            throw new InvalidTopologyException(problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new InvalidTopologyException(
                    "The topology has " + problems.size() + " problems:\n  - " + String.join("\n  - ", problems));
        }
    }

    /** What {@link #validate} logs: things that work but hardly as meant. */
    static List<String> notes(StormTopology topology) {
        TopologyValidator validator = new TopologyValidator(topology);
        validator.check();
        return List.copyOf(validator.notes);
    }

    private void check() {
        if (spouts.isEmpty()) {
            problems.add("The topology has no spout, so no tuple would ever flow; add one with setSpout");
        }
        Set<String> twice = new LinkedHashSet<>(spouts.keySet());
        twice.retainAll(bolts.keySet());
        if (!twice.isEmpty()) {
            problems.add("Duplicate component ids: " + twice
                    + "; a spout and a bolt may not share an id, so rename one of each");
        }
        spouts.forEach((id, common) -> {
            if (checkComponent(id, common)) {
                checkIsSource(id, common);
            }
        });
        bolts.forEach((id, common) -> {
            if (checkComponent(id, common)) {
                common.get_inputs().forEach((source, grouping) -> checkSubscription(id, source, grouping));
            }
        });
    }

    /** Checks what spouts and bolts have in common; false if there is nothing further to look at. */
    private boolean checkComponent(String id, ComponentCommon common) {
        addIfAny(Ids.problemOfComponent(id));
        if (common == null) {
            problems.add("Component: [" + id + "] has no ComponentCommon, which holds its streams and inputs; set it");
            return false;
        }
        common.get_streams()
                .keySet()
                .forEach(stream -> addIfAny(Ids.problemOfStream(stream, "component [" + id + "]")));
        checkParallelism(id, common);
        return true;
    }

    private void addIfAny(String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }

    private void checkIsSource(String id, ComponentCommon common) {
        if (!common.get_inputs().isEmpty()) {
            problems.add("May not declare inputs for a spout: [" + id + "] subscribes to "
                    + names(common.get_inputs().keySet()) + "; make it a bolt or remove the inputs");
        }
    }

    private void checkParallelism(String id, ComponentCommon common) {
        int executors = common.is_set_parallelism_hint() ? common.get_parallelism_hint() : 1;
        Integer tasks = number(id, common, Config.TOPOLOGY_TASKS, 0);
        Integer maxTasks = number(id, common, Config.TOPOLOGY_MAX_TASK_PARALLELISM, 1);
        int wanted = tasks == null ? executors : tasks;
        int effective = maxTasks == null ? wanted : Math.min(maxTasks, wanted);
        if (executors < 0 || (executors == 0 && effective > 0)) {
            problems.add("Number of executors must be greater than 0 when number of tasks is greater than 0;"
                    + " component [" + id + "] has " + executors + " executors and " + effective
                    + " tasks, so raise its parallelism hint");
        } else if (tasks != null && tasks < executors) {
            notes.add("Component [" + id + "] asks for " + executors + " executors but has " + tasks
                    + " tasks: it runs with " + tasks + " executors. Raise " + Config.TOPOLOGY_TASKS
                    + " or lower the parallelism hint");
        }
    }

    private Integer number(String id, ComponentCommon common, String key, int least) {
        Object value = common.get_conf().get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= least) {
            return number.intValue();
        }
        problems.add("Component: [" + id + "] has " + key + "=" + value + ", expected a whole number, " + least
                + " or more");
        return null;
    }

    private void checkSubscription(String id, GlobalStreamId source, Grouping grouping) {
        String component = source.get_componentId();
        String stream = source.get_streamId();
        Map<String, List<String>> streams = streamsOf(component);
        if (streams == null) {
            problems.add("Component: [" + id + "] subscribes from non-existent component [" + component + "]"
                    + suggestion(component, components(), "components"));
            return;
        }
        List<String> fields = streams.get(stream);
        if (fields == null) {
            problems.add("Component: [" + id + "] subscribes from non-existent stream: [" + stream + "] of component ["
                    + component + "]" + suggestion(stream, declared(component), "streams"));
            return;
        }
        String subscription =
                "Component: [" + id + "] subscribes from stream: [" + stream + "] of component [" + component + "]";
        if (grouping == null) {
            problems.add(subscription + " without a grouping; set one");
        } else if (grouping.is_set_fields()) {
            checkGroupingFields(subscription, grouping.get_fields(), fields);
        }
    }

    private void checkGroupingFields(String subscription, List<String> wanted, List<String> existing) {
        Set<String> unknown = new LinkedHashSet<>(wanted);
        existing.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            problems.add(subscription + " with non-existent fields: " + unknown
                    + suggestion(unknown.iterator().next(), existing, "fields"));
        }
        if (new LinkedHashSet<>(wanted).size() < wanted.size()) {
            problems.add(subscription + " with duplicate fields: " + wanted + "; name each field once");
        }
    }

    /** The streams somebody may subscribe to, with their fields; null if there is no such component. */
    private Map<String, List<String>> streamsOf(String component) {
        if (!spouts.containsKey(component) && !bolts.containsKey(component)) {
            return null;
        }
        // An id used twice is one problem, not also one for each subscription: both components' streams count.
        Map<String, List<String>> streams = new LinkedHashMap<>(STREAMS_OF_ALL);
        if (spouts.containsKey(component)) {
            addDeclared(spouts.get(component), streams);
        }
        if (bolts.containsKey(component)) {
            addDeclared(bolts.get(component), streams);
        }
        return streams;
    }

    private static void addDeclared(ComponentCommon common, Map<String, List<String>> streams) {
        if (common != null) {
            common.get_streams().forEach((stream, info) -> streams.put(stream, info.get_output_fields()));
        }
    }

    /** Streams to suggest: those of the system are for those who know them. */
    private Set<String> declared(String component) {
        Set<String> names = new LinkedHashSet<>(streamsOf(component).keySet());
        names.removeIf(name -> name == null || Utils.isSystemId(name));
        return names;
    }

    private Set<String> components() {
        Set<String> names = new LinkedHashSet<>(spouts.keySet());
        names.addAll(bolts.keySet());
        return names;
    }

    private static String suggestion(String wanted, Collection<String> names, String kind) {
        String existing = names.isEmpty() ? "there are no " + kind : "existing " + kind + " are " + names;
        return Optional.ofNullable(wanted)
                .flatMap(name -> NearestName.of(name, names))
                .map(name -> "; did you mean [" + name + "]? (" + existing + ")")
                .orElse("; " + existing);
    }

    private static List<String> names(Collection<GlobalStreamId> streams) {
        return streams.stream()
                .map(stream -> stream.get_componentId() + "/" + stream.get_streamId())
                .toList();
    }
}
