/** Results in, targets, tables and plots out. */
package dev.gale.benchmarks.driver.report;
