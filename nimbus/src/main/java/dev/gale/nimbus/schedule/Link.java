package dev.gale.nimbus.schedule;

/**
 * That a component sends to another and any of the other's tasks will do, one in the same worker best: a shuffle or
 * local-or-shuffle grouping. Other groupings don't care who sits where, and are no links.
 */
public record Link(String from, String to) {}
