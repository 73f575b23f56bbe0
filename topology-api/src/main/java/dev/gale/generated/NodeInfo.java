package dev.gale.generated;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** A node and the ports of its workers. */
public class NodeInfo implements Serializable {
    private String node;
    private Set<Long> port = new LinkedHashSet<>();

    public NodeInfo() {}

    public NodeInfo(String node, Set<Long> port) {
        this.node = node;
        this.port = port == null ? new LinkedHashSet<>() : port;
    }

    /** A copy that shares nothing mutable with the other. */
    public NodeInfo(NodeInfo other) {
        node = other.node;
        port = new LinkedHashSet<>(other.port);
    }

    public NodeInfo deepCopy() {
        return new NodeInfo(this);
    }

    public String get_node() {
        return node;
    }

    public void set_node(String node) {
        this.node = node;
    }

    public boolean is_set_node() {
        return node != null;
    }

    public void unset_node() {
        node = null;
    }

    public Set<Long> get_port() {
        return port;
    }

    public void set_port(Set<Long> port) {
        this.port = port == null ? new LinkedHashSet<>() : port;
    }

    public boolean is_set_port() {
        return !port.isEmpty();
    }

    public void unset_port() {
        port = new LinkedHashSet<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeInfo that && Objects.equals(node, that.node) && Objects.equals(port, that.port);
    }

    @Override
    public int hashCode() {
        return Objects.hash(node, port);
    }

    @Override
    public String toString() {
        return "NodeInfo(node=" + node + ", port=" + port + ")";
    }
}
