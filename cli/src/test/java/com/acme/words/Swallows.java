package com.acme.words;

import dev.gale.Config;
import dev.gale.StormSubmitter;

/** Keeps the refusal to itself. */
public final class Swallows {
    private Swallows() {}

    public static void main(String[] args) {
        try {
            StormSubmitter.submitTopology("taken", new Config(), Words.builder().createTopology());
        } catch (Exception e) {
            System.setProperty("com.acme.swallowed", e.getClass().getName());
        }
    }
}
