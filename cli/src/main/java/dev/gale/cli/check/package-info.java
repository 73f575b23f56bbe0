/**
 * Looks at a jar without running anything of it: in goes the file, out come findings, a sentence each. Imports the rule of
 * which classes a program sees.
 */
package dev.gale.cli.check;
