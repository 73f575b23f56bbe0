package dev.gale.worker;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentScheduler.RunningThread;
import dev.gale.worker.execute.Executor;
import dev.gale.worker.execute.FusedGroup;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.Fusion;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyLayout.Call;
import dev.gale.worker.report.TopologyLayout.ExecutorLayout;
import dev.gale.worker.report.TopologyLayout.Group;
import dev.gale.worker.report.TopologyLayout.Subscription;
import dev.gale.worker.report.TopologyLayout.ThreadLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts together what the plan, the runtime and the scheduler know of where executors run. Used once, by one thread. */
final class LayoutView {
    private final TopologyPlan plan;
    private final Set<Agent> agents;
    /** Those that are agents of their own. */
    private final Set<ExecutorPlan> alone;

    /** @param agents what the scheduler runs of this topology: groups, and executors that are in none */
    LayoutView(TopologyPlan plan, List<Agent> agents) {
        this.plan = plan;
        this.agents = Set.copyOf(agents);
        this.alone = agents.stream()
                .filter(Executor.class::isInstance)
                .map(agent -> ((Executor) agent).plan())
                .collect(Collectors.toSet());
    }

    TopologyLayout on(List<RunningThread> threads) {
        return new TopologyLayout(
                plan.name(),
                threads.stream()
                        .map(thread -> new ThreadLayout(
                                thread.name(),
                                thread.agents().stream()
                                        .filter(agents::contains)
                                        .map(this::group)
                                        .filter(group -> !group.executors().isEmpty())
                                        .toList()))
                        .filter(thread -> !thread.groups().isEmpty())
                        .toList(),
                plan.fusion().edges().stream().map(this::subscription).toList());
    }

    private Group group(Agent agent) {
        List<ExecutorPlan> members =
                agent instanceof FusedGroup group ? stillIn(group) : List.of(((Executor) agent).plan());
        return new Group(members.stream().map(this::executor).toList(), calls(members));
    }

    private List<ExecutorPlan> stillIn(FusedGroup group) {
        return planned(group.first()).stream()
                .filter(member -> !alone.contains(member))
                .toList();
    }

    /** The group that an executor began in. */
    private List<ExecutorPlan> planned(ExecutorPlan executor) {
        return plan.fusion().groups().stream()
                .filter(group -> group.contains(executor))
                .findFirst()
                .orElseThrow();
    }

    private ExecutorLayout executor(ExecutorPlan executor) {
        return new ExecutorLayout(
                executor.name(), executor.component().id(), executor.taskIds(), executor.worker(), isLetGo(executor));
    }

    private boolean isLetGo(ExecutorPlan executor) {
        return alone.contains(executor) && planned(executor).size() > 1;
    }

    private List<Call> calls(List<ExecutorPlan> members) {
        // A group has one executor of a component at most.
        Map<String, ExecutorPlan> byComponent = members.stream()
                .collect(Collectors.toMap(member -> member.component().id(), Function.identity()));
        List<Call> calls = new ArrayList<>();
        for (Fusion.Edge edge : plan.fusion().edges()) {
            ExecutorPlan from = byComponent.get(edge.stream().get_componentId());
            ExecutorPlan to = byComponent.get(edge.to());
            if ((edge.isFused() || edge.inLanes()) && from != null && to != null) {
                Call call = new Call(from.name(), to.name());
                // Several streams between the two are one way.
                if (!calls.contains(call)) {
                    calls.add(call);
                }
            }
        }
        return calls;
    }

    private Subscription subscription(Fusion.Edge edge) {
        String from = edge.stream().get_componentId();
        List<String> letGo = edge.isFused() || edge.inLanes()
                ? plan.executors().stream()
                        .filter(executor -> executor.component().id().equals(from)
                                || executor.component().id().equals(edge.to()))
                        .filter(this::isLetGo)
                        .map(ExecutorPlan::name)
                        .toList()
                : List.of();
        return new Subscription(
                from,
                edge.stream().get_streamId(),
                edge.to(),
                Optional.ofNullable(edge.whyNot()),
                edge.inLanes(),
                letGo);
    }
}
