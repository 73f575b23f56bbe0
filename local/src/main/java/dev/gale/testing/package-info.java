/**
 * Spouts, bolts and small helpers for tests of topologies, under the names that Storm's users know; {@link
 * dev.gale.Testing} uses them. What a test holds and what the runtime deserializes from it meet by {@code Shared}.
 * Imports the API and, for {@code TrackedTopology}, the local cluster.
 */
package dev.gale.testing;
