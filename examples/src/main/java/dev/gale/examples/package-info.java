/** Topologies to run, to read and to copy from. */
package dev.gale.examples;
