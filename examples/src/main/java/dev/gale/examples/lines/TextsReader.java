package dev.gale.examples.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads texts one after the other, as UTF-8; bytes that are no UTF-8 become replacement characters. */
final class TextsReader implements LineReader {
    /** Something that can be opened, again and again. */
    interface Text {
        String name();

        InputStream open() throws IOException;
    }

    private final List<? extends Text> texts;
    private final boolean endless;
    private int index;
    private long number;
    private boolean exhausted;
    /** Null between texts. */
    private BufferedReader current;

    /** @param endless whether the first text follows the last one */
    TextsReader(List<? extends Text> texts, boolean endless) {
        this.texts = texts;
        this.endless = endless;
        this.exhausted = texts.isEmpty();
    }

    @Override
    public Line next() throws IOException {
        // Once round at most: texts without any line must not keep an endless reader from returning.
        for (int tried = 0; !exhausted && tried <= texts.size(); tried++) {
            if (current == null) {
                current = new BufferedReader(
                        new InputStreamReader(texts.get(index).open(), StandardCharsets.UTF_8));
                number = 0;
            }
            String text = current.readLine();
            if (text != null) {
                return new Line(texts.get(index).name(), ++number, text);
            }
            close();
            index = (index + 1) % texts.size();
            exhausted = !endless && index == 0;
        }
        return null;
    }

    @Override
    public boolean isExhausted() {
        return exhausted;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
