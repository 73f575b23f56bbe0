/**
 * Metrics that tasks update and the runtime reads, both on the task's executor thread, and the consumers that get them.
 */
package dev.gale.metric.api;
