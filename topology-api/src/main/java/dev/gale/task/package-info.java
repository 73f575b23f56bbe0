/**
 * What a bolt implements, and what a task gets to know and to use: its view of the topology and its collector. Code of
 * a task runs on its executor's thread.
 */
package dev.gale.task;
