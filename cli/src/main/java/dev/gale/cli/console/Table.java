package dev.gale.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows under headings, as wide as they need to be; columns of numbers stand to the right. */
public final class Table {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    /** What a cluster reports may hold line breaks, or orders to the terminal. */
    private static final Pattern NO_COLOUR = Pattern.compile("\u001b(?!\\[[0-9;]*m)|[\\p{Cntrl}&&[^\u001b]]+");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*[kM%]?|-?");

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** @param cells as many as there are headings; an empty one is shown as a dash */
    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("expected " + headings.size() + " cells, found " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            String clean = NO_COLOUR.matcher(cell).replaceAll(" ").stripTrailing();
            row.add(clean.isEmpty() ? "-" : clean);
        }
        rows.add(row);
        return this;
    }

    public List<String> lines(Console console) {
        List<String> lines = new ArrayList<>();
        lines.add(console.bold(line(headings)));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    public void print(Console console) {
        lines(console).forEach(console::print);
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - visible(cell));
            line.append(column == 0 ? "" : "  ").append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, visible(row.get(column)));
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }

    private static int visible(String cell) {
        return COLOURS.matcher(cell).replaceAll("").length();
    }
}
