package dev.gale.config;

/** Where values come from, from the weakest to the strongest. */
public enum Layer {
    /** The declaration of the setting. */
    DEFAULT,
    /** A configuration file. */
    FILE,
    /** An environment variable. */
    ENVIRONMENT,
    /** {@code -c key=value} on the command line. */
    OPTION,
    /** The program itself. */
    CODE
}
