/**
 * Choosing the tasks that receive a tuple, on the thread that emits it.
 */
package dev.gale.grouping;
