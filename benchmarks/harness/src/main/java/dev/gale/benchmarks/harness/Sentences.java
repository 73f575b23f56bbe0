package dev.gale.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** The input of W3, the same in every JVM, and the splitter that all engines use. */
public final class Sentences {
    /** How many different sentences there are; a power of two. */
    public static final int COUNT = 16_384;

    /** Words of each sentence. */
    public static final int WORDS = 10;

    /** How many different words there can be. */
    public static final int VOCABULARY = 10_000;

    private static final long SEED = 20_261_121;

    private Sentences() {}

    /** Sentences of words by Zipf's law: the n-th most frequent word comes 1/n as often as the first. */
    public static String[] prepare() {
        Random random = new Random(SEED);
        List<String> vocabulary = vocabulary(random);
        double[] cumulated = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        String[] sentences = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            StringJoiner sentence = new StringJoiner(" ");
            for (int word = 0; word < WORDS; word++) {
                int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
                sentence.add(vocabulary.get(found >= 0 ? found : -found - 1));
            }
            sentences[i] = sentence.toString();
        }
        return sentences;
    }

    /** Gives the words to the consumer, in their order. Words are separated by one space. */
    public static void split(String sentence, Consumer<String> words) {
        int start = 0;
        for (int space = sentence.indexOf(' '); space >= 0; space = sentence.indexOf(' ', start)) {
            words.accept(sentence.substring(start, space));
            start = space + 1;
        }
        words.accept(sentence.substring(start));
    }

    private static List<String> vocabulary(Random random) {
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < VOCABULARY) {
            char[] letters = new char[3 + random.nextInt(7)];
            for (int i = 0; i < letters.length; i++) {
                letters[i] = (char) ('a' + random.nextInt(26));
            }
            words.add(new String(letters));
        }
        return new ArrayList<>(words);
    }
}
