/**
 * The workloads on Gale's local cluster. {@link dev.gale.benchmarks.gale.GaleBenchmark} runs one of them in a JVM of its own;
 * its only way into Gale is {@link dev.gale.LocalCluster}, as for anybody else.
 */
package dev.gale.benchmarks.gale;
