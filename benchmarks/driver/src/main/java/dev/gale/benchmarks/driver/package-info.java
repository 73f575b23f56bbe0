/**
 * Runs the benchmarks and reports on them. {@link dev.gale.benchmarks.driver.Main} has two commands: {@code run} starts each
 * entry of a suite in a JVM of its own, in turn, and keeps the results; {@code report} makes tables and plots of them. Knows
 * the engines only as class paths and names of mains.
 */
package dev.gale.benchmarks.driver;
