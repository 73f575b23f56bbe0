/** What surrounds the command in a process of its own: environment, terminal, signals, the end of the process. */
package dev.gale.cli.launch;
