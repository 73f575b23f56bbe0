/**
 * Programs to run and to copy from; each has a {@code main} and shows one thing: {@link dev.gale.examples.WordCount} a
 * topology with a source that replays, {@link dev.gale.examples.ClicksPerUrl} a second stream for what can't be parsed,
 * {@link dev.gale.examples.AtLeastOnceDemo} what a guarantee is worth when bolts misbehave.
 */
package dev.gale.examples;
