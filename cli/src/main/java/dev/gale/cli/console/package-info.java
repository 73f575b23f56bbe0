/** What people see: results on stdout, talk on stderr, colours and moving things only on a terminal. */
package dev.gale.cli.console;
