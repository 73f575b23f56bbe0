package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void shouldSplitIntoTheWordsInTheirOrder() {
        List<String> words = new ArrayList<>();

        Sentences.split("one two three", words::add);

        assertThat(words).containsExactly("one", "two", "three");
    }

    @Test
    void shouldBeTheSameEachTimeAndDrawnByZipfsLaw() {
        String[] sentences = Sentences.prepare();
        Map<String, Integer> counts = new HashMap<>();
        for (String sentence : sentences) {
            List<String> words = new ArrayList<>();
            Sentences.split(sentence, words::add);
            assertThat(words).hasSize(Sentences.WORDS);
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }

        assertThat(sentences).hasSize(Sentences.COUNT).isEqualTo(Sentences.prepare());
        assertThat(counts).hasSizeLessThanOrEqualTo(Sentences.VOCABULARY).hasSizeGreaterThan(5_000);
        int[] descending =
                counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int most = descending[descending.length - 1];
        // The sum of 1/n up to 10,000 is 9.79.
        assertThat(most).isBetween(16_000, 17_500);
        assertThat(descending[descending.length - 10]).isBetween(most / 12, most / 8);
        assertThat(Arrays.stream(descending).sum()).isEqualTo(Sentences.COUNT * Sentences.WORDS);
    }
}
