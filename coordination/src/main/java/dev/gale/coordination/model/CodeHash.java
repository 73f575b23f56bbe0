package dev.gale.coordination.model;

import java.util.Objects;
import java.util.regex.Pattern;

/** SHA-256 of a topology's code, in lower-case hexadecimal digits: names the code by what it is. */
public record CodeHash(String value) implements Comparable<CodeHash> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public CodeHash {
        Objects.requireNonNull(value, "code hash");
        if (!HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("code hash must be a SHA-256 in 64 lower-case hexadecimal digits, found "
                    + value.length() + " characters");
        }
    }

    @Override
    public int compareTo(CodeHash other) {
        return value.compareTo(other.value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return value;
    }
}
