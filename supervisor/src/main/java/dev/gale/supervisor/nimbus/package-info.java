/**
 * The Nimbuses of the cluster as a supervisor knows them, and requests to their HTTP API. Imports {@code
 * coordination.model}.
 */
package dev.gale.supervisor.nimbus;
