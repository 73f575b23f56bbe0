package dev.gale.simulation;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.DeterministicScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The part of the cluster's one scheduler that is a process's own. */
final class ProcessScheduler implements AgentScheduler {
    private record Member(ProcessAgent agent, AgentHandle handle) {}

    private final SimulatedProcess process;
    private final DeterministicScheduler all;
    private final ErrorHandler errors;
    private final List<Member> members = new ArrayList<>();

    ProcessScheduler(SimulatedProcess process, DeterministicScheduler all, ErrorHandler errors) {
        this.process = process;
        this.all = all;
        this.errors = errors;
    }

    @Override
    public AgentHandle add(Agent agent) {
        ProcessAgent member = new ProcessAgent(process, agent, errors);
        AgentHandle handle = all.add(member);
        members.add(new Member(member, handle));
        return handle;
    }

    private List<ProcessAgent> membersOf(List<? extends Agent> agents) {
        return agents.stream()
                .flatMap(agent -> members.stream()
                        .map(Member::agent)
                        .filter(member -> member.inner() == agent)
                        .limit(1))
                .toList();
    }

    @Override
    public void start(List<? extends Agent> agents) {
        all.start(membersOf(agents));
    }

    @Override
    public List<StuckAgent> stop(List<? extends Agent> agents, Duration grace) {
        List<ProcessAgent> stopped = membersOf(agents);
        members.removeIf(member -> stopped.contains(member.agent()));
        return all.stop(stopped, grace);
    }

    /** As if somebody had woken each of them. */
    void wakeAll() {
        members.forEach(member -> member.handle().signal());
    }

    @Override
    public boolean awaitIdle(Duration limit) {
        throw new UnsupportedOperationException("a process can't wait for itself");
    }

    @Override
    public List<RunningThread> threads() {
        return List.of();
    }

    @Override
    public void close() {
        stop(members.stream().map(member -> member.agent().inner()).toList(), Duration.ZERO);
    }
}
