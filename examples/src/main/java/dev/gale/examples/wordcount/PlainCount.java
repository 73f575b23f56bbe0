package dev.gale.examples.wordcount;

import dev.gale.examples.counting.Counts;
import dev.gale.examples.lines.Line;
import dev.gale.examples.lines.LineReader;
import dev.gale.examples.lines.LineSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Counts words in a loop, without any topology: what its result is compared with. */
public final class PlainCount {
    /** A word that was counted more or less often than in the loop. */
    public record Difference(String word, long expected, long counted) {}

    private final Counts counts = new Counts();

    /** Counts the words of a source that can be read again. */
    public static PlainCount of(LineSource source) throws IOException {
        PlainCount count = new PlainCount();
        try (LineReader reader = source.open(0, 1)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                count.add(line.text());
            }
        }
        return count;
    }

    /** Counts the words of one more line. */
    public void add(String text) {
        Words.forEach(text, counts::increment);
    }

    public int distinct() {
        return counts.distinct();
    }

    public long total() {
        return counts.total();
    }

    /** Where another count differs from this one, by word. */
    public List<Difference> differences(Counts counted) {
        Map<String, Long> expected = counts.asMap();
        TreeSet<String> words = new TreeSet<>(expected.keySet());
        words.addAll(counted.asMap().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String word : words) {
            if (counts.get(word) != counted.get(word)) {
                differences.add(new Difference(word, counts.get(word), counted.get(word)));
            }
        }
        return differences;
    }
}
