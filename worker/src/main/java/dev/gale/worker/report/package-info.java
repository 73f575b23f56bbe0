/**
 * Statistics and errors: counted by the executor that owns them, read by anybody. Counters and histograms have one
 * writer each; snapshots are plain values. Imports the API only.
 */
package dev.gale.worker.report;
