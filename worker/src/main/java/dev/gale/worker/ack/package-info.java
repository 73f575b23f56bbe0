/**
 * Tracking of tuple trees: which roots are pending, the xor of their edges, when they expire. Plain data structures:
 * no threads, no clock, no I/O; every method that needs the time is given it. Imports the API and {@code kernel.random}.
 */
package dev.gale.worker.ack;
