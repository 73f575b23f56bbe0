/**
 * The workloads on Apache Storm, in its LocalCluster. {@link dev.gale.benchmarks.storm.StormBenchmark} submits a topology of
 * {@link dev.gale.benchmarks.storm.Topologies}; its spouts and bolts run on Storm's threads and count into {@link
 * dev.gale.benchmarks.storm.Observed}, which the main thread reads.
 */
package dev.gale.benchmarks.storm;
