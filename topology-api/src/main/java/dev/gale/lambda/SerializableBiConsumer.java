package dev.gale.lambda;

import java.io.Serializable;
import java.util.function.BiConsumer;

/** A {@link BiConsumer} that can travel to a worker; what a lambda captures has to be serializable too. */
@FunctionalInterface
public interface SerializableBiConsumer<T, U> extends BiConsumer<T, U>, Serializable {}
