/**
 * From an assigned slot to a running worker: its options, its argument vector, its directory, its process. Imports
 * {@code config}, {@code directory}, {@code fetch} and {@code process}.
 */
package dev.gale.supervisor.launch;
