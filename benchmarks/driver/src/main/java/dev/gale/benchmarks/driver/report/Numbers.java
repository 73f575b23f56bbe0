package dev.gale.benchmarks.driver.report;

import dev.gale.benchmarks.driver.results.Range;
import java.util.Locale;
import java.util.Optional;

/** Numbers for readers: short, and the same in every locale. */
final class Numbers {
    static final String MISSING = "–";

    private Numbers() {}

    /** At least three digits that say something, and no more than needed: 0.0123, 1.23, 12.3, 123, 12345. */
    static String threeDigits(double value) {
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return withoutZeros(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /** With M or k. */
    static String large(double value) {
        if (value >= 1e6) {
            return threeDigits(value / 1e6) + " M";
        }
        return value >= 1e4 ? threeDigits(value / 1e3) + " k" : threeDigits(value);
    }

    /** Median, and in brackets the least and the most when there are several. */
    static String large(Optional<Range> range) {
        return range.map(r -> r.min() == r.max()
                        ? large(r.median())
                        : large(r.median()) + " [" + large(r.min()) + " – " + large(r.max()) + "]")
                .orElse(MISSING);
    }

    /** The median alone. */
    static String median(Optional<Range> range) {
        return range.map(r -> threeDigits(r.median())).orElse(MISSING);
    }

    private static String withoutZeros(String text) {
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
