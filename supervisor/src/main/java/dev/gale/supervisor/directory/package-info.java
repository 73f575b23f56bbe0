/**
 * What a supervisor keeps on its machine: where which file is, and the records that outlive it. Imports
 * {@code coordination.model}, {@code coordination.json} and {@code process}.
 */
package dev.gale.supervisor.directory;
