/**
 * Executors: agents that run the user's spouts and bolts. In come batches of envelopes, contributions to roots, control
 * messages and the passing of time; out go calls of user code and what it emits, acks and fails. The last step on a
 * tuple's way, and so the package that sees all others but the assembly.
 */
package dev.gale.worker.execute;
