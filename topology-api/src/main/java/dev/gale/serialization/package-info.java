/**
 * From values to bytes and back, with a Kryo that the topology's configuration describes. Each thread has a Kryo of its
 * own.
 */
package dev.gale.serialization;
