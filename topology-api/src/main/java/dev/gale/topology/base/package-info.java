/** Base classes of spouts and bolts: each supplies the calls that most components leave empty. */
package dev.gale.topology.base;
