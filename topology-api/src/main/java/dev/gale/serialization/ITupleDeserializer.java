package dev.gale.serialization;

import dev.gale.tuple.Tuple;

/** Turns bytes into tuples. Not thread-safe: each thread uses one of its own. */
public interface ITupleDeserializer {
    Tuple deserialize(byte[] serialized);
}
