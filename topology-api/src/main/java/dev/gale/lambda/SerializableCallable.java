package dev.gale.lambda;

import java.io.Serializable;
import java.util.concurrent.Callable;

/** A {@link Callable} that can travel to a worker; what a lambda captures has to be serializable too. */
@FunctionalInterface
public interface SerializableCallable<R> extends Callable<R>, Serializable {}
