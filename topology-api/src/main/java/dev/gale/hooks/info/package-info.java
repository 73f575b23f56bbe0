/**
 * What task hooks are told, on the executor thread of the task.
 */
package dev.gale.hooks.info;
