/**
 * What a spout implements and uses, and schemes, which turn messages of outside sources into tuples. All of it runs on
 * the spout's executor thread.
 */
package dev.gale.spout;
