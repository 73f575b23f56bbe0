/**
 * What a cluster within one JVM is made of. {@code LocalCluster}, {@code Testing} and {@code dev.gale.testing} are its
 * front, under the names that Storm's users know.
 */
package dev.gale.local;
