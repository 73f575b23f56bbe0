/**
 * The commands, a class each, and what they share. In come arguments, out go an exit code, results on stdout and sentences
 * on stderr. Nothing here is imported by the other packages of the command line but by the one that starts the process.
 */
package dev.gale.cli.command;
