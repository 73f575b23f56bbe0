/**
 * What the benchmarks of all engines share: the options of a run, prepared input, meters, and the result as JSON. Knows no
 * engine. User code runs on the engine's threads and counts into {@link dev.gale.benchmarks.harness.Tally} and {@link
 * dev.gale.benchmarks.harness.LatencyMeter}; the thread of the main reads them.
 */
package dev.gale.benchmarks.harness;
