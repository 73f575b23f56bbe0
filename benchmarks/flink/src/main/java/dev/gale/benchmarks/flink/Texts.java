package dev.gale.benchmarks.flink;

import org.apache.flink.api.connector.source.SourceOutput;

/** The same text again and again, as fast as asked for. */
final class Texts implements Records<String> {
    private static final long serialVersionUID = 1L;

    private static final String TEN_CHARACTERS = "0123456789";

    private final int atOnce;

    /** @param atOnce how many records each call emits */
    Texts(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public int emit(long offset, SourceOutput<String> output) {
        for (int i = 0; i < atOnce; i++) {
            output.collect(TEN_CHARACTERS);
        }
        return atOnce;
    }
}
