package dev.gale.coordination.zookeeper;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import java.util.List;

/** Where what lies. */
record ZNodes(String root) {
    String leader() {
        return root + "/leader";
    }

    String nimbuses() {
        return root + "/nimbuses";
    }

    String nimbus(NimbusId id) {
        return nimbuses() + "/" + id;
    }

    String supervisors() {
        return root + "/supervisors";
    }

    String supervisor(SupervisorId id) {
        return supervisors() + "/" + id;
    }

    String topologies() {
        return root + "/topologies";
    }

    String topology(TopologyId id) {
        return topologies() + "/" + id;
    }

    String names() {
        return root + "/names";
    }

    String name(String topologyName) {
        return names() + "/" + topologyName;
    }

    String assignments() {
        return root + "/assignments";
    }

    String assignment(TopologyId id) {
        return assignments() + "/" + id;
    }

    String workers() {
        return root + "/workers";
    }

    /** Has a child for each lease; made and removed with the topology. */
    String workers(TopologyId id) {
        return workers() + "/" + id;
    }

    String worker(TopologyId id, Slot slot) {
        return workers(id) + "/" + slot;
    }

    String code() {
        return root + "/code";
    }

    /** One level, not a directory a hash, which somebody would have to remove after the last Nimbus of it. */
    String code(CodeHash hash, NimbusId holder) {
        return code() + "/" + hash + ":" + holder;
    }

    /** The hash in the name of such a node. */
    static CodeHash hashOf(String codeNode) {
        return new CodeHash(codeNode.substring(0, Math.max(codeNode.indexOf(':'), 0)));
    }

    /** Those that are always there. */
    List<String> directories() {
        return List.of(leader(), nimbuses(), supervisors(), topologies(), names(), assignments(), workers(), code());
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
