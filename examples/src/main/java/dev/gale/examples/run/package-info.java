/**
 * What a program needs around a topology that runs in its own JVM: options, the wait for the end or for Ctrl-C, the line
 * that shows progress. Nothing in here is about a particular topology.
 */
package dev.gale.examples.run;
