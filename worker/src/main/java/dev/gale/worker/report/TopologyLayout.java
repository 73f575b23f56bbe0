package dev.gale.worker.report;

import java.util.List;
import java.util.Optional;

/**
 * What runs where in a topology, and what calls what, at one moment: plain values for those who show it to people.
 *
 * @param topology its name
 * @param threads those that run executors of this topology; they may run other topologies' too
 * @param subscriptions all, in the direction of the flow
 */
public record TopologyLayout(String topology, List<ThreadLayout> threads, List<Subscription> subscriptions) {

    /**
     * A thread of this JVM.
     *
     * @param groups of this topology, in the order in which the thread runs them
     */
    public record ThreadLayout(String name, List<Group> groups) {}

    /**
     * Executors that one agent runs: those that call each other, or one alone.
     *
     * @param executors in the direction of the flow
     * @param calls between them, in the direction of the flow; empty for one alone
     */
    public record Group(List<ExecutorLayout> executors, List<Call> calls) {}

    /**
     * An executor.
     *
     * @param name its component and first task: {@code split-7}
     * @param letGo whether it was fused with others and has a thread of its own since its calls took long
     */
    public record ExecutorLayout(String name, String component, List<Integer> tasks, int worker, boolean letGo) {}

    /** One executor calls another directly; both by name. */
    public record Call(String from, String to) {}

    /**
     * A stream that a component gets.
     *
     * @param component that emits it
     * @param subscriber that gets it
     * @param whyQueue why its tuples go by a queue, the end of a sentence that begins with "by a queue, since"; empty when
     *     receivers are called directly
     * @param inLanes whether, although there is a reason for a queue, executors of one group call each other: there is a
     *     group for each thread, and only what the grouping sends to another goes by a queue
     * @param letGo executors at either end that were let go: what they send or get goes by a queue all the same
     */
    public record Subscription(
            String component,
            String stream,
            String subscriber,
            Optional<String> whyQueue,
            boolean inLanes,
            List<String> letGo) {
        /** Whether receivers are called directly, but for those that were let go. */
        public boolean isFused() {
            return whyQueue.isEmpty();
        }
    }
}
