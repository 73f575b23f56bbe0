/**
 * The cluster's facts in one process, for local clusters, simulations and tests; with faults to be caused. Behaves as the
 * one on ZooKeeper does, which the same tests check. Everything is guarded by the lock of the one
 * {@link dev.gale.coordination.memory.InMemoryCluster}; no threads, no clock, no randomness. Imports {@code coordination}
 * and its {@code model}.
 */
package dev.gale.coordination.memory;
