package dev.gale.lambda;

import java.io.Serializable;
import java.util.function.Consumer;

/** A {@link Consumer} that can travel to a worker; what a lambda captures has to be serializable too. */
@FunctionalInterface
public interface SerializableConsumer<T> extends Consumer<T>, Serializable {}
