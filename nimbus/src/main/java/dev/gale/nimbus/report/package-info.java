/**
 * What workers and supervisors say of topologies while these run: what went wrong, and how much was done. Values, and the
 * one place that keeps them, in the leader's memory and bounded; the next leader hears it anew. Imports only the cluster's
 * ids and the clock.
 */
package dev.gale.nimbus.report;
