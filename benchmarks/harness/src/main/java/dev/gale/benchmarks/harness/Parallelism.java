package dev.gale.benchmarks.harness;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many tasks the three steps of a workload have, written {@code 1/2/2}. Only W3 uses it.
 *
 * @param source the first step
 * @param middle split
 * @param sink count
 */
public record Parallelism(int source, int middle, int sink) {
    /** One task each. */
    public static final Parallelism SINGLE = new Parallelism(1, 1, 1);

    public Parallelism {
        if (source < 1 || middle < 1 || sink < 1) {
            throw new IllegalArgumentException(
                    "each step has at least one task, not " + source + "/" + middle + "/" + sink);
        }
    }

    /** @throws IllegalArgumentException when the text isn't three numbers with slashes between */
    public static Parallelism parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected source/middle/sink such as 1/2/2, was " + text);
        }
        try {
            return new Parallelism(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected source/middle/sink such as 1/2/2, was " + text, e);
        }
    }

    @Override
    public String toString() {
        return source + "/" + middle + "/" + sink;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<Parallelism> {
        @Override
        public Parallelism convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
