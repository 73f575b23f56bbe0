/**
 * A whole cluster on one thread, in virtual time: Nimbuses, supervisors and workers as they are, over twins of what they
 * stand on (cluster facts, sockets, processes). Everything that happens, faults included, is drawn from a seed.
 */
package dev.gale.simulation;
