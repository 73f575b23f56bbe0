/**
 * What was submitted and its jar: from the Nimbuses that have them to this machine's disk, shared by the slots, removed
 * when nobody uses them. Imports {@code coordination.model}, {@code submission}, {@code directory} and {@code nimbus}.
 */
package dev.gale.supervisor.fetch;
