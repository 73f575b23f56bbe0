/**
 * The form of tuples between workers: a batch of envelopes to bytes and back. Each executor has a codec of its own, used
 * by its thread alone. Imports {@code tuple}, {@code handoff} and the API; the only place of the worker that sees Kryo.
 */
package dev.gale.worker.codec;
