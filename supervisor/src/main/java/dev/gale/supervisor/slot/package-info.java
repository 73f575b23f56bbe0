/**
 * The slots of a supervisor: each a state machine that brings what runs there to what is assigned. In come assignments,
 * fetched topologies and the ends of processes, out go processes and reports. On the supervisor's thread. Imports
 * {@code directory}, {@code fetch}, {@code launch} and {@code process}.
 */
package dev.gale.supervisor.slot;
