package dev.gale.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Words.forEach(text, words::add);
        return words;
    }

    @Test
    void shouldSplitAtEverythingButLettersDigitsAndApostrophes() {
        assertThat(words("The cat, the-hat; (GPLv2) a_b\t42%"))
                .containsExactly("the", "cat", "the", "hat", "gplv2", "a", "b", "42");
    }

    @Test
    void shouldKeepApostrophesOnlyWithinWords() {
        assertThat(words("Don't 'quote' ''me'' '")).containsExactly("don't", "quote", "me");
    }

    @Test
    void shouldKnowLettersOfAllAlphabets() {
        assertThat(words("Größe ΣΊΣΥΦΟΣ \uD835\uDC00b")).containsExactly("größe", "σίσυφος", "\uD835\uDC00b");
    }

    @Test
    void shouldFindNothingWhereThereIsNothing() {
        assertThat(words("")).isEmpty();
        assertThat(words(" -- ")).isEmpty();
    }
}
