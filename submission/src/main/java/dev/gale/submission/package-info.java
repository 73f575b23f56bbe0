/**
 * A topology as it goes from the user's {@code main} to Nimbus, is kept there, and comes to the workers: plain data, the
 * user's objects as bytes that are never turned into objects here. No threads, no I/O. Imports the user API and Jackson.
 */
package dev.gale.submission;
