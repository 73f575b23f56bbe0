/**
 * From a call of emit to envelopes in outboxes: finds the stream, asks its groupings for receivers, makes the copies and
 * puts them into their trees. Runs on the emitting executor's thread. Imports {@code tuple}, {@code route},
 * {@code handoff} and {@code report}.
 */
package dev.gale.worker.emit;
