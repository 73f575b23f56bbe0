/**
 * Code that watches tasks or accompanies workers without being part of a component.
 */
package dev.gale.hooks;
