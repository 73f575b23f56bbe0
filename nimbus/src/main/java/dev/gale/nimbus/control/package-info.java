/**
 * What a Nimbus does: follows the facts of the cluster, and, while it leads, accepts topologies, changes what they are
 * meant to do, and writes where they run. {@link dev.gale.nimbus.control.Nimbus} is the agent on whose thread all of this
 * happens; others talk to it by methods that enqueue, and read the {@link dev.gale.nimbus.control.ClusterView} that it
 * publishes.
 */
package dev.gale.nimbus.control;
