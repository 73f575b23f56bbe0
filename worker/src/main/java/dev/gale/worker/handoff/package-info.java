/**
 * The queues between threads: inboxes (a ring of batches an executor), outboxes (what an executor has emitted to one
 * other and couldn't hand over yet). In comes an envelope with its destination, out comes a batch on the receiver's
 * thread. Imports {@code worker.tuple} and {@code kernel.agent}; the only place that sees the ring buffer's library.
 */
package dev.gale.worker.handoff;
