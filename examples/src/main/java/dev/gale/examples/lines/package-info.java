/** Lines of text as a source: where they come from, and the spout that emits each until it is acked. */
package dev.gale.examples.lines;
