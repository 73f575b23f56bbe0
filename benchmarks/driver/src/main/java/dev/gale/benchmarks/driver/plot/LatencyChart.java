package dev.gale.benchmarks.driver.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Percentiles on a logarithmic axis, one row per engine and way, from left (fast) to right. */
public final class LatencyChart {
    private static final double WIDTH = 860;
    private static final double MARGIN = 16;
    private static final double TOP = 92;
    private static final double ROW = 26;
    private static final double AXIS = 34;
    private static final double GAP = 10;
    private static final double MARK = 5;
    private static final String HEADER = "p50 / p99 / p99.9 / max";

    private LatencyChart() {}

    /**
     * One row; microseconds.
     *
     * @param engine for the colour
     */
    public record Row(String label, String engine, double p50, double p99, double p999, double max) {
        private String text() {
            return us(p50) + " / " + us(p99) + " / " + us(p999) + " / " + us(max);
        }

        private DoubleStream values() {
            return DoubleStream.of(p50, p99, p999, max);
        }
    }

    /** Draws at least one row, from top to bottom. */
    public static String draw(String title, List<Row> rows) {
        double left = MARGIN
                + rows.stream().mapToDouble(row -> Svg.width(row.label())).max().orElse(0)
                + GAP;
        double texts = Math.max(
                Svg.width(HEADER),
                rows.stream().mapToDouble(row -> Svg.width(row.text())).max().orElse(0));
        double right = WIDTH - MARGIN - texts - GAP;
        double bottom = TOP + ROW * rows.size();
        int low = (int) Math.floor(Math.log10(
                Math.max(1, rows.stream().flatMapToDouble(Row::values).min().orElse(1))));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(
                Math.max(1, rows.stream().flatMapToDouble(Row::values).max().orElse(1)))));
        Scale scale = new Scale(left, (right - left) / (high - low), low);

        Svg svg = new Svg(WIDTH, bottom + AXIS, title + ", microseconds");
        svg.text(MARGIN, 26, Svg.Anchor.START, 15, true, Svg.INK, title);
        svg.text(
                MARGIN,
                46,
                Svg.Anchor.START,
                12,
                false,
                Svg.FAINT_INK,
                "microseconds from the time at which a tuple was due, logarithmic; medians of all rounds");
        legend(svg);
        svg.text(WIDTH - MARGIN, TOP - 10, Svg.Anchor.END, 12, false, Svg.FAINT_INK, HEADER);
        for (int power = low; power <= high; power++) {
            double x = scale.at(Math.pow(10, power));
            svg.line(x, TOP - 4, x, bottom + 2, Svg.GRID, 1);
            svg.text(x, bottom + 18, Svg.Anchor.MIDDLE, 11, false, Svg.FAINT_INK, axis(power));
        }
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), scale, left, TOP + ROW * i + ROW / 2);
        }
        return svg.finish();
    }

    /**
     * From microseconds to pixels.
     *
     * @param decade pixels
     * @param low the power of ten at the left
     */
    private record Scale(double left, double decade, int low) {
        double at(double us) {
            return left + decade * (Math.log10(Math.max(us, Math.pow(10, low))) - low);
        }
    }

    private static void legend(Svg svg) {
        double x = MARGIN + MARK;
        double y = 64;
        p50(svg, x, y, Svg.FAINT_INK);
        svg.text(x + 12, y + 4, Svg.Anchor.START, 12, false, Svg.FAINT_INK, "p50");
        p99(svg, x + 60, y, Svg.FAINT_INK);
        svg.text(x + 72, y + 4, Svg.Anchor.START, 12, false, Svg.FAINT_INK, "p99");
        p999(svg, x + 120, y, Svg.FAINT_INK);
        svg.text(x + 132, y + 4, Svg.Anchor.START, 12, false, Svg.FAINT_INK, "p99.9");
        max(svg, x + 190, y, Svg.FAINT_INK);
        svg.text(x + 202, y + 4, Svg.Anchor.START, 12, false, Svg.FAINT_INK, "max");
    }

    private static void row(Svg svg, Row row, Scale scale, double left, double y) {
        String colour = Colours.of(row.engine());
        svg.text(left - GAP, y + 4, Svg.Anchor.END, 12, false, Svg.INK, row.label());
        svg.line(scale.at(row.p50()), y, scale.at(row.max()), y, colour, 1.5);
        max(svg, scale.at(row.max()), y, colour);
        p999(svg, scale.at(row.p999()), y, colour);
        p99(svg, scale.at(row.p99()), y, colour);
        p50(svg, scale.at(row.p50()), y, colour);
        svg.text(WIDTH - MARGIN, y + 4, Svg.Anchor.END, 12, false, Svg.INK, row.text());
    }

    private static void p50(Svg svg, double x, double y, String colour) {
        svg.circle(x, y, MARK, colour);
    }

    private static void p99(Svg svg, double x, double y, String colour) {
        svg.rectangle(x - MARK + 0.5, y - MARK + 0.5, 2 * MARK - 1, 2 * MARK - 1, colour);
    }

    private static void p999(Svg svg, double x, double y, String colour) {
        svg.polygon(colour, x, y - MARK - 1, x + MARK + 1, y + MARK, x - MARK - 1, y + MARK);
    }

    private static void max(Svg svg, double x, double y, String colour) {
        svg.line(x, y - MARK, x, y + MARK, colour, 2);
    }

    private static String us(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String axis(int power) {
        if (power >= 6) {
            return String.format(Locale.ROOT, "%.0f s", Math.pow(10, power - 6.0));
        }
        return power >= 3
                ? String.format(Locale.ROOT, "%.0f ms", Math.pow(10, power - 3.0))
                : String.format(Locale.ROOT, "%.0f us", Math.pow(10, power));
    }
}
