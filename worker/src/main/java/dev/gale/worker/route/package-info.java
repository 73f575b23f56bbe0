/**
 * Groupings: from the values of a tuple to the receiving tasks. Pure over what they were made with; confined to the
 * emitting executor's thread. Imports the API and {@code kernel.random}.
 */
package dev.gale.worker.route;
