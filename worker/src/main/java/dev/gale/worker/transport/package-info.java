/**
 * The ways between workers. Out go batches of tuples, encoded on the sending executor's thread, and what is reported to
 * spout executors; in come frames for inboxes and ack lanes. {@link dev.gale.worker.transport.InMemoryNetwork} joins the
 * workers of one JVM; {@link dev.gale.worker.transport.PeerNetwork} joins processes, over sockets ({@link
 * dev.gale.worker.transport.SocketWires}) or, to be stepped by a test, over pipes ({@link
 * dev.gale.worker.transport.SimulatedWires}); {@code docs/design/003-transport.md} describes its protocol.
 *
 * <p>Imports {@code codec}, {@code handoff}, {@code ack}, {@code tuple}, {@code plan} and {@code config}; the only place
 * that sees Netty.
 */
package dev.gale.worker.transport;
