/**
 * Processes of the operating system: starting, finding, ending them, and what they write. Knows nothing of topologies.
 * Imports {@code kernel.time}.
 */
package dev.gale.supervisor.process;
