/**
 * The cluster's facts on ZooKeeper, by way of Curator, whose types appear nowhere outside of this package. Calls come from
 * any thread; what lasts (registrations, leases, watches, the candidacy) is tended on one thread of its own; listeners
 * are called on the daemon's executor. docs/design/002-coordination.md has the layout of the nodes. Imports
 * {@code coordination}, its {@code model}, {@code config} and {@code json}.
 */
package dev.gale.coordination.zookeeper;
