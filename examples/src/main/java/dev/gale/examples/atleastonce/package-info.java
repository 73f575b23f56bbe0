/** A bolt that makes trouble, a ledger outside of the topology, and the comparison that shows whether anything was lost. */
package dev.gale.examples.atleastonce;
