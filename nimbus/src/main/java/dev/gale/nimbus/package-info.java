/** {@link dev.gale.nimbus.NimbusDaemon}: the one place that knows all parts of a Nimbus and which runs where. */
package dev.gale.nimbus;
