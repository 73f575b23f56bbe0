package dev.gale.nimbus.topology;

import dev.gale.coordination.model.CodeHash;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.StormTopology;
import dev.gale.nimbus.schedule.Executor;
import dev.gale.nimbus.schedule.Isolation;
import dev.gale.nimbus.schedule.Link;
import dev.gale.nimbus.schedule.Resources;
import dev.gale.nimbus.schedule.TopologyRequest;
import dev.gale.submission.Submission;
import dev.gale.submission.Submission.InitialStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Nimbus has to know of an accepted submission, without the users' objects.
 *
 * @param components by id
 * @param links between components, see {@link Link}
 * @param resources what an executor of each component asks for; those that ask for nothing are left out
 * @param jar empty when the topology needs none
 * @param requestId names the request by which it was submitted; empty when that had no name
 */
public record TopologyShape(
        String name,
        InitialStatus initialStatus,
        Map<String, Object> conf,
        Map<String, ComponentTasks> components,
        List<Link> links,
        Map<String, Resources> resources,
        Optional<CodeHash> jar,
        Optional<String> requestId) {
    /** Where the stored configuration says which request it came by. */
    static final String REQUEST_ID = "gale.submission.request.id";

    /** Of a submission that was {@linkplain SubmissionReview accepted}. */
    public static TopologyShape of(Submission submission) {
        Map<String, Object> conf = submission.conf();
        Map<String, ComponentTasks> components = new TreeMap<>();
        TaskLayout.of(submission.topology(), conf)
                .forEach(component -> components.put(component.component(), component));
        return new TopologyShape(
                submission.name(),
                submission.initialStatus(),
                conf,
                components,
                links(submission.topology()),
                resources(submission.topology(), conf),
                Optional.ofNullable(submission.codeHash()).map(CodeHash::new),
                Optional.ofNullable((String) conf.get(REQUEST_ID)));
    }

    private static List<Link> links(StormTopology topology) {
        List<Link> links = new ArrayList<>();
        topology.get_bolts()
                .forEach((id, bolt) -> bolt.get_common().get_inputs().forEach((source, grouping) -> {
                    if (grouping.is_set_shuffle() || grouping.is_set_local_or_shuffle()) {
                        links.add(new Link(source.get_componentId(), id));
                    }
                }));
        return links;
    }

    private static Map<String, Resources> resources(StormTopology topology, Map<String, Object> conf) {
        Map<String, Resources> resources = new TreeMap<>();
        Map<String, ComponentCommon> commons = new LinkedHashMap<>();
        topology.get_spouts().forEach((id, spout) -> commons.put(id, spout.get_common()));
        topology.get_bolts().forEach((id, bolt) -> commons.put(id, bolt.get_common()));
        commons.forEach((id, common) -> {
            Map<String, Object> merged = PlacementSettings.merged(conf, common.get_conf());
            Resources asked = new Resources(
                    roundedUp(PlacementSettings.ON_HEAP_MB.in(merged)),
                    roundedUp(PlacementSettings.OFF_HEAP_MB.in(merged)),
                    roundedUp(PlacementSettings.CPU_PERCENT.in(merged)));
            if (!asked.equals(Resources.NONE)) {
                resources.put(id, asked);
            }
        });
        return resources;
    }

    private static long roundedUp(double value) {
        return (long) Math.ceil(value);
    }

    public int workers() {
        return Math.toIntExact(PlacementSettings.WORKERS.in(conf));
    }

    /** How many executors each component begins with. */
    public Map<String, Integer> initialExecutors() {
        Map<String, Integer> executors = new TreeMap<>();
        components.forEach((id, component) -> executors.put(id, component.executors()));
        return executors;
    }

    public int tasks() {
        return components.values().stream().mapToInt(ComponentTasks::tasks).sum();
    }

    /** How long to wait before a kill or rebalance when nobody says. */
    public Duration defaultWait() {
        return PlacementSettings.messageTimeout(conf);
    }

    public int minReplicas() {
        return Math.toIntExact(PlacementSettings.MIN_REPLICATION.in(conf));
    }

    public Duration replicationWait() {
        return Duration.ofSeconds(PlacementSettings.REPLICATION_WAIT_SECS.in(conf));
    }

    /** The component that a task belongs to. */
    public Optional<String> componentOf(int task) {
        return components.values().stream()
                .filter(component -> component.firstTask() <= task && task <= component.lastTask())
                .map(ComponentTasks::component)
                .findFirst();
    }

    /** The executors that there are when components have these numbers of them. */
    public List<Executor> executors(Map<String, Integer> counts) {
        List<Executor> executors = new ArrayList<>();
        components.forEach((id, component) -> executors.addAll(
                component.dividedInto(Math.min(component.tasks(), counts.getOrDefault(id, component.executors())))));
        return executors;
    }

    /** What is asked of the scheduler. */
    public TopologyRequest request(String id, int workers, Map<String, Integer> executors, Isolation isolation) {
        return new TopologyRequest(
                id,
                workers,
                executors(executors),
                links,
                resources,
                roundedUp(PlacementSettings.WORKER_MAX_HEAP_MB.in(conf)),
                Math.toIntExact(PlacementSettings.PRIORITY.in(conf)),
                isolation);
    }
}
