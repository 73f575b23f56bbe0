package dev.gale.examples.atleastonce;

import dev.gale.examples.lines.Line;
import dev.gale.examples.lines.LineReader;
import dev.gale.examples.lines.LineSource;

/** So many lines, numbered from 1, divided evenly among the readers. */
public record NumberedLines(int lines) implements LineSource {
    @Override
    public LineReader open(int reader, int readers) {
        return new LineReader() {
            private int next = reader + 1;

            @Override
            public Line next() {
                if (isExhausted()) {
                    return null;
                }
                Line line = new Line("numbers", next, "line " + next);
                next += readers;
                return line;
            }

            @Override
            public boolean isExhausted() {
                return next > lines;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public int mostReaders() {
        return lines;
    }
}
