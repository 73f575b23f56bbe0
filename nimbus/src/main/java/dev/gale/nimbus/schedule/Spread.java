package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The order in which slots are offered to one topology: hosts with the fewest of its workers first, of these the ones with
 * the most free slots, then with the most free memory when its turn came, then by name; on a host its supervisors
 * likewise; on a supervisor the lowest port.
 *
 * <p>Good as long as nobody else takes a slot or gives one back.
 */
final class Spread {
    private final Draft draft;
    private final int[] onHost;
    private final int[] onNode;
    private final PriorityQueue<Host> hosts;
    private final Comparator<Node> nodeOrder;

    Spread(Cluster cluster, Draft draft) {
        this.draft = draft;
        this.onHost = new int[cluster.hosts().size()];
        this.onNode = new int[cluster.nodeCount()];
        for (Worker worker : draft.workers()) {
            count(worker.node());
        }
        List<Host> usable = cluster.hosts().stream()
                .filter(host -> draft.mayUse(host) && host.freeSlots() > 0)
                .toList();
        // As it is now: it changes while a host waits in the queue.
        long[] memory = new long[onHost.length];
        for (Host host : usable) {
            for (Node node : host.nodes()) {
                memory[host.index()] = Math.max(memory[host.index()], node.freeMemoryMb());
            }
        }
        hosts = new PriorityQueue<>(
                Math.max(1, usable.size()),
                Comparator.<Host>comparingInt(host -> onHost[host.index()])
                        .thenComparingInt(host -> -host.freeSlots())
                        .thenComparingLong(host -> -memory[host.index()])
                        .thenComparingInt(Host::index));
        nodeOrder = Comparator.<Node>comparingInt(node -> onNode[node.index()])
                .thenComparingInt(node -> -node.freeSlots())
                .thenComparingLong(node -> -node.freeMemoryMb())
                .thenComparingInt(Node::index);
        hosts.addAll(usable);
    }

    private void count(Node node) {
        onHost[node.host().index()]++;
        onNode[node.index()]++;
    }

    /** How many workers the topology has there. */
    int on(Host host) {
        return onHost[host.index()];
    }

    int on(Node node) {
        return onNode[node.index()];
    }

    /** The best supervisor with a free slot that will do; null when there is none. */
    Node best(Predicate<Node> willDo) {
        Node node = poll(willDo);
        if (node != null) {
            hosts.add(node.host());
        }
        return node;
    }

    /** The best supervisor of a host with a free slot that will do; null when there is none. */
    Node best(Host host, Predicate<Node> willDo) {
        return host.nodes().stream()
                .filter(node -> node.freeSlots() > 0 && willDo.test(node))
                .min(nodeOrder)
                .orElse(null);
    }

    /** Opens a worker on the best supervisor with a free slot that will do, with these executors; null when there is none. */
    Worker open(Predicate<Node> willDo, List<Unit> units) {
        Node node = poll(willDo);
        if (node == null) {
            return null;
        }
        Worker worker = draft.open(node);
        worker.addAll(units);
        count(node);
        if (node.host().freeSlots() > 0) {
            hosts.add(node.host());
        }
        return worker;
    }

    /** Takes the host of what it finds out of the queue. */
    private Node poll(Predicate<Node> willDo) {
        List<Host> passed = new ArrayList<>();
        Node found = null;
        while (found == null && !hosts.isEmpty()) {
            Host host = hosts.poll();
            found = best(host, willDo);
            if (found == null) {
                passed.add(host);
            }
        }
        hosts.addAll(passed);
        return found;
    }
}
