package dev.gale.examples.lines;

/**
 * A line and where it stands.
 *
 * @param source a file's name, for people
 * @param number from 1
 */
public record Line(String source, long number, String text) {}
