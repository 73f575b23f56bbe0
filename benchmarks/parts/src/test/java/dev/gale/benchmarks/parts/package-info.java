/**
 * What single steps of a tuple's way cost, in time and in allocated bytes, measured by JMH on one thread. Each measures a
 * part through its public face; what the parts cost together, and between threads, the other benchmarks tell. Beside these
 * steps: what it costs to decide where executors run, in clusters of growing size.
 */
package dev.gale.benchmarks.parts;
