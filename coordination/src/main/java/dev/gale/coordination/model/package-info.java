/**
 * The facts that the daemons of a cluster share, as values: checked when made, immutable, safe to hand to any thread.
 * Imports nothing of Gale.
 */
package dev.gale.coordination.model;
