package dev.gale.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In place of {@code @Test}: runs the method once for each of so many seeds, each another interleaving. The method takes
 * a {@link dev.gale.local.TopologyDriver}, or the seed as a {@code long}. The seed is part of the invocation's name and of
 * the failure; the system property {@code gale.seed} runs that one alone, and fails again.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(GaleExtension.class)
public @interface Seeds {
    /** How many seeds; they count from 1. */
    int value() default 100;
}
