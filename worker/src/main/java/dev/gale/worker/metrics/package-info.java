/**
 * The way of Storm's first kind of metrics: each task collects what its user code has registered, at the interval that
 * was asked for, and emits it to the metrics consumers, which are bolts of the topology. Imports the API only.
 */
package dev.gale.worker.metrics;
