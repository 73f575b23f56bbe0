package dev.gale.benchmarks.driver.report;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Metric;
import dev.gale.benchmarks.driver.results.Range;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.driver.results.Series;
import java.util.List;
import java.util.OptionalDouble;

/** A number that follows from results, as a formula. */
sealed interface Figure {
    /** Empty when something of it wasn't measured. */
    OptionalDouble value(Results results);

    /** The formula, for readers. */
    String text();

    /** The median of all rounds. */
    static Figure median(Key key, Metric metric) {
        return new Median(key, metric);
    }

    /** The highest median of all configurations of the key's engine; needs at least two. */
    static Figure best(Key key, Metric metric) {
        return new Best(key, metric);
    }

    /** The highest round divided by the lowest. */
    static Figure spread(Key key, Metric metric) {
        return new Spread(key, metric);
    }

    static Figure cores() {
        return new Cores();
    }

    default Figure over(Figure divisor) {
        return new Quotient(this, divisor);
    }

    default Figure minus(Figure other) {
        return new Difference(this, other);
    }

    /** Divided by a number that has a name. */
    default Figure per(int number, String what) {
        return new Share(this, number, what);
    }

    /** See {@link #median}. */
    record Median(Key key, Metric metric) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            return results.range(key, metric)
                    .map(range -> OptionalDouble.of(range.median()))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text() {
            return key + (metric.equals(Metric.TUPLES_PER_SEC) ? "" : ", " + metric.name());
        }
    }

    /** See {@link #best}. */
    record Best(Key key, Metric metric) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            List<Range> all = results.series().stream()
                    .filter(series -> series.key().comparableTo(key)
                            && series.key().engine().equals(key.engine()))
                    .map((Series series) -> series.range(metric))
                    .flatMap(range -> range.stream())
                    .toList();
            return all.size() < 2
                    ? OptionalDouble.empty()
                    : all.stream().mapToDouble(Range::median).max();
        }

        @Override
        public String text() {
            return "best of " + key.engine() + " " + key.task();
        }
    }

    /** See {@link #spread}. */
    record Spread(Key key, Metric metric) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            return results.series(key)
                    .filter(series -> series.results().size() > 1)
                    .flatMap(series -> series.range(metric))
                    .map(range -> OptionalDouble.of(range.max() / range.min()))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text() {
            return key + ", highest round / lowest";
        }
    }

    /** Cores of the machine. */
    record Cores() implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            return OptionalDouble.of(results.summary().machine().cores());
        }

        @Override
        public String text() {
            return "cores of the machine";
        }
    }

    /** See {@link #over}. */
    record Quotient(Figure dividend, Figure divisor) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            OptionalDouble above = dividend.value(results);
            OptionalDouble below = divisor.value(results);
            return above.isEmpty() || below.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(above.getAsDouble() / below.getAsDouble());
        }

        @Override
        public String text() {
            return dividend.text() + " / " + divisor.text();
        }
    }

    /** See {@link #minus}. */
    record Difference(Figure from, Figure subtracted) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            OptionalDouble first = from.value(results);
            OptionalDouble second = subtracted.value(results);
            return first.isEmpty() || second.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(first.getAsDouble() - second.getAsDouble());
        }

        @Override
        public String text() {
            return from.text() + " - " + subtracted.text();
        }
    }

    /** See {@link #per}. */
    record Share(Figure whole, int number, String what) implements Figure {
        @Override
        public OptionalDouble value(Results results) {
            OptionalDouble value = whole.value(results);
            return value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() / number);
        }

        @Override
        public String text() {
            return "(" + whole.text() + ") / " + number + " " + what;
        }
    }
}
