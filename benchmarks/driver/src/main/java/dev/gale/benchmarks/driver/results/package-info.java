/** What runs have left behind, by what was run: files in, medians out. */
package dev.gale.benchmarks.driver.results;
