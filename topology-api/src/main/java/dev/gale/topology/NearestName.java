package dev.gale.topology;

import java.util.Collection;
import java.util.Optional;

/** Finds the name somebody most likely meant when writing one that does not exist. */
final class NearestName {
    private NearestName() {}

    /**
     * The name that takes the fewest insertions, deletions and replacements of characters (Levenshtein's distance).
     *
     * @return empty if no name is closer than half the length of {@code wanted}: a far-fetched guess misleads
     */
    static Optional<String> of(String wanted, Collection<String> names) {
        String nearest = null;
        int least = Math.max(1, wanted.length() / 2) + 1;
        for (String name : names) {
            int distance = distance(wanted, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
