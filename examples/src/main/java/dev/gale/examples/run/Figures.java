package dev.gale.examples.run;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Numbers as people read them. */
public final class Figures {
    private Figures() {}

    /** {@code 1,234,567}. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 950}, {@code 12.3k}, {@code 123k}, {@code 1.2M}: short enough for a line that is rewritten in place. */
    public static String rounded(double number) {
        if (number < 1_000) {
            return String.format(Locale.ROOT, "%.0f", number);
        }
        return number < 1_000_000 ? threeDigits(number / 1_000) + "k" : threeDigits(number / 1_000_000) + "M";
    }

    private static String threeDigits(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
    }

    /** {@code 0.04 ms}, {@code 3.5 ms}, {@code 35 ms}, {@code 1.2 s}. */
    public static String latency(long nanos) {
        double millis = nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (millis >= 1_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
        }
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** {@code 1.23 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    public static double perSecond(long count, Duration duration) {
        return count * 1e9 / Math.max(1, duration.toNanos());
    }

    /** {@code 1 line}, {@code 2 lines}. */
    public static String count(long number, String noun) {
        return whole(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
