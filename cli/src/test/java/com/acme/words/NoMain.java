package com.acme.words;

/** Can't be started. */
public final class NoMain {
    private NoMain() {}

    @SuppressWarnings("IncorrectMainMethod") // that is what it is for
    static void main(String[] args) {}
}
