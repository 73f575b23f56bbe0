/**
 * The workloads on Hazelcast Jet, in an embedded member. {@link dev.gale.benchmarks.jet.JetBenchmark} submits a graph of {@link
 * dev.gale.benchmarks.jet.Graphs}; its processors run on Jet's cooperative threads and count into {@link
 * dev.gale.benchmarks.jet.Observed}, which the main thread reads.
 */
package dev.gale.benchmarks.jet;
