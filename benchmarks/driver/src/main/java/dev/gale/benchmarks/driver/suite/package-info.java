/** Which engines there are, how they are started, and what is run on them: data from a JSON file. */
package dev.gale.benchmarks.driver.suite;
