/** What the machine can do without any engine: a loop with the workloads' user code, and the hop through a ring buffer. */
package dev.gale.benchmarks.raw;
