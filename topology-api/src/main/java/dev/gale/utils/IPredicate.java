package dev.gale.utils;

/** A condition; the older twin of {@link java.util.function.Predicate} that {@link Utils#findOne} takes. */
public interface IPredicate<T> {
    boolean test(T value);
}
