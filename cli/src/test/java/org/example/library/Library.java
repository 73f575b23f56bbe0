package org.example.library;

/** What the jar may lack. */
public final class Library {
    private Library() {}

    public static void use() {
        Optional.ofNothing();
    }

    /** What the library may do without. */
    static final class Optional {
        private Optional() {}

        static void ofNothing() {}
    }
}
