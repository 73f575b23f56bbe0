package com.acme.words;

import org.example.library.Library;

/** Can't do without a library. */
public final class NeedsLibrary {
    private NeedsLibrary() {}

    public static void main(String[] args) {
        Library.use();
    }
}
