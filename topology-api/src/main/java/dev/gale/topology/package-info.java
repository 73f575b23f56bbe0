/**
 * How a topology is described: components, the streams they declare, who subscribes to what, and the resources asked
 * for.
 *
 * <p>In comes user code (spouts, bolts, groupings); out comes a {@link dev.gale.generated.StormTopology}, built by
 * {@link dev.gale.topology.TopologyBuilder} and checked as a whole by {@link dev.gale.topology.TopologyValidator}.
 * Everything here runs on the thread of the program that submits, except {@link dev.gale.topology.BasicBoltExecutor},
 * which runs on an executor's thread.
 */
package dev.gale.topology;
