package dev.gale.benchmarks.driver.report;

import dev.gale.benchmarks.driver.results.Results;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is wanted of a figure.
 *
 * @param atLeast whether the figure must be at least, or at most, what is wanted
 * @param unit of figure and wanted value
 */
record Target(String name, Figure figure, boolean atLeast, double wanted, Unit unit) {
    static Target atLeast(String name, Figure figure, double wanted, Unit unit) {
        return new Target(name, figure, true, wanted, unit);
    }

    static Target atMost(String name, Figure figure, double wanted, Unit unit) {
        return new Target(name, figure, false, wanted, unit);
    }

    /** What a figure is in. */
    enum Unit {
        TIMES("x"),
        PERCENT(" %"),
        MICROS(" us"),
        MILLIS(" ms"),
        NANOS(" ns"),
        BYTES(" B"),
        CORES(" cores"),
        THREADS(" threads");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }

        String text(double value) {
            return Numbers.threeDigits(this == PERCENT ? 100 * value : value) + suffix;
        }
    }

    OptionalDouble reached(Results results) {
        return figure.value(results);
    }

    /** Empty when it wasn't measured. */
    Optional<Boolean> isMet(Results results) {
        OptionalDouble reached = reached(results);
        return reached.isEmpty()
                ? Optional.empty()
                : Optional.of(atLeast ? reached.getAsDouble() >= wanted : reached.getAsDouble() <= wanted);
    }

    String wantedText() {
        return (atLeast ? "≥ " : "≤ ") + unit.text(wanted);
    }
}
