/**
 * The way to Nimbus: one request in, its answer or a sentence out. Knows where Nimbuses are, which of them leads, what may
 * be sent again, and nothing of topologies. Called by the thread of the command.
 */
package dev.gale.cli.client;
