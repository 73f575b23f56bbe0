package com.acme.words;

/** Submits nothing. */
public final class Idle {
    private Idle() {}

    public static void main(String[] args) {}
}
