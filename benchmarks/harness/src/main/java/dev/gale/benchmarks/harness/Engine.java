package dev.gale.benchmarks.harness;

/** What can run workloads: an engine's side of a benchmark. */
@FunctionalInterface
public interface Engine {
    /**
     * Runs one workload once. Called by the main thread, once per JVM.
     *
     * @throws IllegalArgumentException when the engine has no such workload or configuration
     * @throws InvalidRun when the figures mean nothing
     */
    Result run(RunOptions options) throws Exception;
}
