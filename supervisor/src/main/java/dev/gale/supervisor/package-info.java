/**
 * The supervisor of a machine: starts the workers that are assigned to its slots, watches and stops them. In come
 * assignments and the ends of processes, out go processes and reports. One thread owns all of it, {@code supervisor};
 * what waits (fetching, health checks, deleting) is done by threads called {@code sv-waiting-n}, which only enqueue their
 * results. {@link dev.gale.supervisor.SupervisorDaemon} puts the parts together. docs/design/005-supervisor.md says why.
 */
package dev.gale.supervisor;
