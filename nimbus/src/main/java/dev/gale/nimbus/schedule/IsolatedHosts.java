package dev.gale.nimbus.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hosts are for one topology alone. Named hosts are given first, then numbers of hosts, each in the order of
 * topologies. Of hosts that will do, those are taken for which the fewest workers have to move: as many of its own and as
 * few of others' as can be.
 */
final class IsolatedHosts {
    private final Cluster cluster;
    private final Map<Host, Integer> workers = new HashMap<>();
    private final Map<String, Map<Host, Integer>> workersOf = new HashMap<>();

    private IsolatedHosts(Situation situation, Cluster cluster) {
        this.cluster = cluster;
        for (TopologyRequest topology : situation.topologies()) {
            Map<Host, Integer> own = workersOf.computeIfAbsent(topology.id(), id -> new HashMap<>());
            for (Slot slot : situation.presentOf(topology).workers().keySet()) {
                Node node = cluster.node(slot.supervisor());
                if (node != null) {
                    own.merge(node.host(), 1, Integer::sum);
                    workers.merge(node.host(), 1, Integer::sum);
                }
            }
        }
    }

    static void reserve(Situation situation, Cluster cluster, List<TopologyRequest> inOrder) {
        IsolatedHosts hosts = new IsolatedHosts(situation, cluster);
        for (TopologyRequest topology : inOrder) {
            if (topology.isolation() instanceof Isolation.Hosts named) {
                cluster.hosts().stream()
                        .filter(host ->
                                host.reservedFor() == null && named.names().contains(host.name()))
                        .forEach(host -> host.reserveFor(topology.id()));
            }
        }
        for (TopologyRequest topology : inOrder) {
            if (topology.isolation() instanceof Isolation.HostCount some) {
                hosts.reserve(topology.id(), some.count());
            }
        }
    }

    private void reserve(String topology, int count) {
        Map<Host, Integer> own = workersOf.get(topology);
        cluster.hosts().stream()
                .filter(host -> host.reservedFor() == null && willDo(host, own.getOrDefault(host, 0)))
                .sorted(Comparator.<Host>comparingInt(
                                host -> workers.getOrDefault(host, 0) - 2 * own.getOrDefault(host, 0))
                        .thenComparingInt(host -> -slots(host))
                        .thenComparingInt(Host::index))
                .limit(count)
                .forEach(host -> host.reserveFor(topology));
    }

    /** A host that takes no workers will do if the topology runs there already, unless it is to be emptied. */
    private static boolean willDo(Host host, int own) {
        return host.nodes().stream().anyMatch(node -> node.takesWorkers() || (own > 0 && !node.drains()));
    }

    private static int slots(Host host) {
        return host.nodes().stream().mapToInt(Node::freeSlots).sum();
    }
}
