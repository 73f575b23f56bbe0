/**
 * The way between workers. Here is the in-memory twin, which joins the workers of one JVM: tuples are encoded and decoded
 * for real, acks go as they are. Imports {@code codec}, {@code handoff}, {@code ack} and {@code tuple}.
 */
package dev.gale.worker.transport;
