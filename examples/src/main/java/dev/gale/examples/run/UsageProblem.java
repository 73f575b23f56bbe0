package dev.gale.examples.run;

/** What the user asked for can't be done; the message is the one sentence to show, and the exit code is 2. */
public final class UsageProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageProblem(String sentence) {
        super(sentence);
    }

    public UsageProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
