/**
 * Clusters of real processes on this machine, to which happens what happens to processes, while a topology runs that keeps
 * a ledger outside of the cluster.
 */
package dev.gale.system;
