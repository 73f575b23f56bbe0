package dev.gale.lambda;

import java.io.Serializable;
import java.util.function.Supplier;

/** A {@link Supplier} that can travel to a worker; what a lambda captures has to be serializable too. */
@FunctionalInterface
public interface SerializableSupplier<T> extends Supplier<T>, Serializable {}
