package dev.gale.benchmarks.driver.plot;

import java.util.List;
import java.util.function.DoubleFunction;

/** Bars from left to right, one below the other: medians, with whiskers from the least to the most. */
public final class BarChart {
    private static final double WIDTH = 780;
    private static final double MARGIN = 16;
    private static final double TOP = 64;
    private static final double ROW = 28;
    private static final double BAR = 16;
    private static final double WHISKER = 8;
    private static final double AXIS = 34;
    private static final double GAP = 8;
    private static final int MOST_TICKS = 6;

    private BarChart() {}

    /**
     * One bar.
     *
     * @param engine for the colour
     */
    public record Bar(String label, String engine, double median, double min, double max) {}

    /**
     * Draws.
     *
     * @param unit what the axis shows
     * @param bars at least one, from top to bottom
     * @param numbers how values are written
     */
    public static String draw(String title, String unit, List<Bar> bars, DoubleFunction<String> numbers) {
        double left = MARGIN
                + bars.stream().mapToDouble(bar -> Svg.width(bar.label())).max().orElse(0)
                + GAP;
        double right = WIDTH
                - MARGIN
                - GAP
                - bars.stream()
                        .mapToDouble(bar -> Svg.width(numbers.apply(bar.median())))
                        .max()
                        .orElse(0);
        double bottom = TOP + ROW * bars.size();
        double most = Math.max(
                Double.MIN_NORMAL, bars.stream().mapToDouble(Bar::max).max().orElse(0));
        double scale = (right - left) / most;
        Svg svg = new Svg(WIDTH, bottom + AXIS, title + ", " + unit);
        svg.text(MARGIN, 26, Svg.Anchor.START, 15, true, Svg.INK, title);
        svg.text(
                MARGIN,
                46,
                Svg.Anchor.START,
                12,
                false,
                Svg.FAINT_INK,
                unit + "; bar: median of all rounds, whisker: lowest to highest");
        double step = step(most);
        for (int i = 0; i * step <= most; i++) {
            double x = left + i * step * scale;
            svg.line(x, TOP - 4, x, bottom + 2, Svg.GRID, 1);
            svg.text(x, bottom + 18, Svg.Anchor.MIDDLE, 11, false, Svg.FAINT_INK, numbers.apply(i * step));
        }
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), left, scale, TOP + ROW * i + ROW / 2, numbers);
        }
        svg.line(left, TOP - 4, left, bottom + 2, Svg.FAINT_INK, 1);
        return svg.finish();
    }

    private static void bar(
            Svg svg, Bar bar, double left, double scale, double middle, DoubleFunction<String> numbers) {
        svg.text(left - GAP, middle + 4, Svg.Anchor.END, 12, false, Svg.INK, bar.label());
        svg.rectangle(left, middle - BAR / 2, bar.median() * scale, BAR, Colours.of(bar.engine()));
        double least = left + bar.min() * scale;
        double most = left + bar.max() * scale;
        if (bar.max() > bar.min()) {
            svg.line(least, middle, most, middle, Svg.INK, 1.5);
            svg.line(least, middle - WHISKER / 2, least, middle + WHISKER / 2, Svg.INK, 1.5);
            svg.line(most, middle - WHISKER / 2, most, middle + WHISKER / 2, Svg.INK, 1.5);
        }
        svg.text(most + GAP, middle + 4, Svg.Anchor.START, 12, false, Svg.INK, numbers.apply(bar.median()));
    }

    /** 1, 2 or 5 times a power of ten, so that there are few ticks. */
    static double step(double most) {
        double step = Math.pow(10, Math.floor(Math.log10(most / MOST_TICKS)));
        for (double factor : new double[] {1, 2, 5}) {
            if (most / (step * factor) <= MOST_TICKS) {
                return step * factor;
            }
        }
        return step * 10;
    }
}
