package dev.gale.cli.console;

import java.util.Map;

/** When output is coloured. */
public enum Colour {
    /** On a terminal that can, unless {@code NO_COLOR} is set. */
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether colours are to be used where it is written to. */
    public boolean on(boolean terminal, Map<String, String> environment) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        };
    }
}
