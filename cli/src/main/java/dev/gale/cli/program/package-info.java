/**
 * Runs users' programs: their {@code main}, in a class loader that hides Gale's libraries from them, and what they submit
 * on its way to Nimbus. Called by the thread of the command.
 */
package dev.gale.cli.program;
