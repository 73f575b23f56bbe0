package dev.gale.config;

import java.util.List;

/** A configuration that nothing should be started with. Says everything that is wrong with it, a sentence each. */
public final class InvalidConfiguration extends Exception {
    private final List<String> problems;

    public InvalidConfiguration(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
