package dev.gale.nimbus.topology;

import dev.gale.Config;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.topology.TopologyValidator;
import dev.gale.utils.ConfValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Decides whether a submission can run, and makes of it what is stored: with this Nimbus's topology settings below its
 * own, and with the number of tasks of each component written down, so that it means the same on every host. For any
 * thread.
 */
public final class SubmissionReview {
    /** So that the assignment stays well below what ZooKeeper takes in one piece. */
    private static final int MOST_EXECUTORS = 30_000;

    private final Map<String, Object> defaults;
    private final SubmissionCheck check;
    private final Supplier<String> secrets;

    /**
     * @param defaults settings of topologies that don't say otherwise
     * @param secrets makes what the workers of a topology know and nobody else, for one that doesn't bring its own
     */
    public SubmissionReview(Map<String, Object> defaults, SubmissionCheck check, Supplier<String> secrets) {
        this.defaults = ConfValues.normalize(defaults);
        this.check = check;
        this.secrets = secrets;
    }

    /**
     * @param requestId see {@link TopologyShape#requestId}
     * @return the submission to be stored
     * @throws InvalidSubmission naming all that is wrong
     */
    public Submission accept(Submission submission, Optional<String> requestId) throws InvalidSubmission {
        Map<String, Object> conf = PlacementSettings.merged(defaults, submission.conf());
        conf.remove(TopologyShape.REQUEST_ID);
        requestId.ifPresent(id -> conf.put(TopologyShape.REQUEST_ID, id));
        conf.computeIfAbsent(Config.STORM_ZOOKEEPER_TOPOLOGY_AUTH_PAYLOAD, key -> secrets.get());
        List<String> problems = new ArrayList<>();
        try {
            TopologyValidator.validate(submission.topology());
        } catch (InvalidTopologyException e) {
            problems.add(e.getMessage());
        }
        problems.addAll(PlacementSettings.problems(conf));
        forEachComponent(submission.topology(), (id, common) -> problemsOfComponent(id, common, problems));
        refuseIfAny(submission.name(), problems);
        Submission stored;
        try {
            stored = new Submission(
                    submission.name(),
                    conf,
                    withTasks(submission.topology(), conf),
                    submission.codeHash(),
                    submission.initialStatus());
        } catch (IllegalArgumentException e) {
            throw new InvalidSubmission("Topology " + submission.name() + " can't run: " + e.getMessage(), e);
        }
        problems.addAll(check.problems(stored));
        int executors = TopologyShape.of(stored).initialExecutors().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (executors > MOST_EXECUTORS) {
            problems.add("it has " + executors + " executors; the most is " + MOST_EXECUTORS
                    + ", so lower the parallelism of its components");
        }
        refuseIfAny(submission.name(), problems);
        return stored;
    }

    private static void problemsOfComponent(String id, ComponentCommon common, List<String> problems) {
        PlacementSettings.problems(common.get_conf())
                .forEach(problem -> problems.add("component " + id + ": " + problem));
        if (common.is_set_parallelism_hint() && common.get_parallelism_hint() < 1) {
            problems.add("component " + id + " has a parallelism hint of " + common.get_parallelism_hint()
                    + "; it must be at least 1");
        }
    }

    private static void refuseIfAny(String name, List<String> problems) throws InvalidSubmission {
        if (!problems.isEmpty()) {
            throw new InvalidSubmission("Topology " + name + " can't run: " + String.join("; ", problems));
        }
    }

    private static StormTopology withTasks(StormTopology topology, Map<String, Object> conf) {
        StormTopology copy = topology.deepCopy();
        List<ComponentTasks> layout = TaskLayout.of(copy, conf);
        forEachComponent(
                copy,
                (id, common) -> layout.stream()
                        .filter(component -> component.component().equals(id))
                        .forEach(component -> common.get_conf().put(Config.TOPOLOGY_TASKS, (long) component.tasks())));
        return copy;
    }

    private static void forEachComponent(StormTopology topology, BiConsumer<String, ComponentCommon> visitor) {
        topology.get_spouts().forEach((id, spout) -> visitor.accept(id, spout.get_common()));
        topology.get_bolts().forEach((id, bolt) -> visitor.accept(id, bolt.get_common()));
    }
}
