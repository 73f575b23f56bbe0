package dev.gale.coordination.zookeeper;

import org.apache.zookeeper.data.Stat;

/** A node as it was read. */
record Node(byte[] data, Stat stat) {
    boolean isOwnedBy(long sessionId) {
        return stat.getEphemeralOwner() == sessionId;
    }

    int version() {
        return stat.getVersion();
    }
}
