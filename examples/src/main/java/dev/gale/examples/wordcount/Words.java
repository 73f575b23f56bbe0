package dev.gale.examples.wordcount;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds words: runs of letters, digits and apostrophes in lower case, without the apostrophes at their ends, so that
 * {@code 'Don't'} is {@code don't}.
 */
public final class Words {
    private Words() {}

    public static void forEach(String text, Consumer<String> action) {
        String lower = text.toLowerCase(Locale.ROOT);
        int length = lower.length();
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && isPartOfWord(lower.codePointAt(to))) {
                to += Character.charCount(lower.codePointAt(to));
            }
            if (to == from) {
                from += Character.charCount(lower.codePointAt(from));
            } else {
                emit(lower, from, to, action);
                from = to;
            }
        }
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '\'';
    }

    private static void emit(String text, int from, int to, Consumer<String> action) {
        int first = from;
        int end = to;
        while (first < end && text.charAt(first) == '\'') {
            first++;
        }
        while (first < end && text.charAt(end - 1) == '\'') {
            end--;
        }
        if (first < end) {
            action.accept(text.substring(first, end));
        }
    }
}
