package dev.gale.serialization;

import dev.gale.tuple.Tuple;

/** Turns tuples into bytes. Not thread-safe: each thread uses one of its own. */
public interface ITupleSerializer {
    byte[] serialize(Tuple tuple);
}
