package dev.gale.coordination;

import java.util.Objects;

/** A value as it was read, with the number of its changes, by which a later change can be made conditional. */
public record Versioned<T>(T value, int version) {
    public Versioned {
        Objects.requireNonNull(value, "value");
    }
}
