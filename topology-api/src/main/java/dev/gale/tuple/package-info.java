/**
 * Tuples: names of values, values, and which spout tuples they descend from. Plain data; used on any thread.
 */
package dev.gale.tuple;
