package com.acme.words;

/** Has a bug. */
public final class Fails {
    private Fails() {}

    @SuppressWarnings("DoNotCallSuggester") // as it should be
    public static void main(String[] args) {
        throw new IllegalStateException("the sky fell");
    }
}
