/**
 * The processes of a cluster, each with what a process of the machine gives it: the clock, ZooKeeper, threads. Started and
 * closed by the thread of the command.
 */
package dev.gale.cli.daemon;
