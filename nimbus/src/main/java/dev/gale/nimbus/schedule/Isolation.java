package dev.gale.nimbus.schedule;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Whether a topology has hosts for itself. On these it runs, nowhere else; and nobody else runs there. */
public sealed interface Isolation {
    /** Runs where there is room, beside others. */
    record None() implements Isolation {}

    /** Has these hosts, as far as no topology before it has them. */
    record Hosts(Set<String> names) implements Isolation {
        public Hosts {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("isolation to hosts needs the name of at least one");
            }
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        }
    }

    /** Has this many hosts, chosen so that the fewest workers must move. */
    record HostCount(int count) implements Isolation {
        public HostCount {
            if (count < 1) {
                throw new IllegalArgumentException("isolation needs at least one host, not " + count);
            }
        }
    }

    static Isolation none() {
        return new None();
    }

    static Isolation toHosts(String... names) {
        return new Hosts(Set.of(names));
    }

    static Isolation toHostCount(int count) {
        return new HostCount(count);
    }
}
