package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;

/**
 * Registers the classes of a library, found by {@link java.util.ServiceLoader}: no user of the library has to list
 * them.
 *
 * <p>Called wherever a Kryo is made, before the user's own registrations; providers are called in the order of their
 * class names. Each must register the same classes in the same order in every process.
 */
public interface SerializationRegister {
    /** Registers classes. What it throws keeps the Kryo from being made. */
    void register(Kryo kryo) throws Exception;
}
