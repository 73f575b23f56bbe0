/** Where the time comes from. Everything in Gale reads the clock through {@link dev.gale.kernel.time.Clock}; imports nothing of Gale. */
package dev.gale.kernel.time;
