package dev.gale.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** How much a type or method may change from release to release; only for readers, nothing reads it at run time. */
public class InterfaceStability {
    /** Stays compatible within a major version. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Stable {}

    /** May change incompatibly with a minor version. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Evolving {}

    /** May change or go at any time. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Unstable {}
}
