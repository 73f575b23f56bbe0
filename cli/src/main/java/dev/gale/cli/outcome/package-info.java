/** How a command ends: with which exit code, and with which sentence when it failed. Imports nothing of the command line. */
package dev.gale.cli.outcome;
