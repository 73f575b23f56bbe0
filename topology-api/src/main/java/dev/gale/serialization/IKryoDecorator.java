package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;

/**
 * Completes a Kryo after all registrations, named in {@code topology.kryo.decorators}.
 *
 * <p>Needs a constructor without parameters. Called wherever a Kryo is made, possibly by several threads at a time with
 * an object each. What it registers must be the same, in the same order, in every process.
 */
public interface IKryoDecorator {
    void decorate(Kryo kryo);
}
