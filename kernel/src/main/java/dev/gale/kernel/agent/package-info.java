/**
 * Agents (what does the work) and schedulers (who owns threads, idling and errors). An agent never starts a thread and
 * never blocks for work; a scheduler knows nothing of what its agents do. Imports {@code kernel.time} and
 * {@code kernel.random}.
 */
package dev.gale.kernel.agent;
