package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.Sentences;
import org.apache.flink.api.connector.source.SourceOutput;

/** The prepared sentences, from the first again after the last. */
final class SentencesInTurn implements Records<String> {
    private static final long serialVersionUID = 1L;

    private final int atOnce;
    private transient String[] sentences;

    /** @param atOnce how many records each call emits */
    SentencesInTurn(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public void open() {
        sentences = Sentences.prepare();
    }

    @Override
    public int emit(long offset, SourceOutput<String> output) {
        for (int i = 0; i < atOnce; i++) {
            output.collect(sentences[(int) ((offset + i) % Sentences.COUNT)]);
        }
        return atOnce;
    }
}
