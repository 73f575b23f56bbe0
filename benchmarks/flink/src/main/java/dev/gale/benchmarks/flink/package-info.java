/**
 * The workloads on Apache Flink, in its MiniCluster. {@link dev.gale.benchmarks.flink.FlinkBenchmark} submits a job of {@link
 * dev.gale.benchmarks.flink.Jobs}; its source, functions and sinks run on Flink's threads and count into {@link
 * dev.gale.benchmarks.flink.Observed}, which the main thread reads.
 */
package dev.gale.benchmarks.flink;
