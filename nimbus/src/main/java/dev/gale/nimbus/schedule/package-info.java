/**
 * Which worker runs which executors: a pure function from a {@link dev.gale.nimbus.schedule.Situation} to a
 * {@link dev.gale.nimbus.schedule.Schedule}. No threads, no clock, no I/O, no randomness; equal input gives equal output.
 * Imports the JDK only; whoever calls it translates. The rules and why they are so: docs/design/001-scheduling.md.
 */
package dev.gale.nimbus.schedule;
