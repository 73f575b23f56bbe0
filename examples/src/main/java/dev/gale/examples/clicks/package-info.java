/** What is particular to access logs: their lines, the bolts that read them and keep the unreadable, and a sample. */
package dev.gale.examples.clicks;
