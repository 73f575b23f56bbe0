package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hosts and supervisors, by name, with what is left of them during one scheduling. */
final class Cluster {
    private final List<Host> hosts;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    Cluster(List<Supervisor> supervisors) {
        Map<String, Host> byName = new TreeMap<>();
        supervisors.stream()
                .map(Supervisor::host)
                .distinct()
                .sorted()
                .forEach(name -> byName.put(name, new Host(byName.size(), name)));
        supervisors.stream().sorted(Comparator.comparing(Supervisor::id)).forEach(supervisor -> {
            Host host = byName.get(supervisor.host());
            Node node = new Node(nodes.size(), supervisor, host);
            host.nodes().add(node);
            nodes.put(supervisor.id(), node);
        });
        hosts = new ArrayList<>(byName.values());
    }

    List<Host> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    int nodeCount() {
        return nodes.size();
    }

    /** The supervisor with that id; null when it isn't there. */
    Node node(String id) {
        return nodes.get(id);
    }
}
