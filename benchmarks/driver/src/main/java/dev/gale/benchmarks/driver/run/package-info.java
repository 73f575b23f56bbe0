/** Runs a suite: one JVM after the other, on the main's thread; leaves files behind. */
package dev.gale.benchmarks.driver.run;
