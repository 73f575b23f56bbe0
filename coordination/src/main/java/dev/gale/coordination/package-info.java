/**
 * The facts that the daemons of a cluster share: who leads, who is alive, which topologies there are, where they run,
 * which process holds which slot, who has which code. Interfaces by role, gathered in
 * {@link dev.gale.coordination.ClusterState}; on ZooKeeper in {@code zookeeper}, in one process in {@code memory}.
 * Imports {@code coordination.model}.
 */
package dev.gale.coordination;
