package dev.gale.tuple;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Which spout tuples (roots) a tuple descends from, and under which id each root's tree knows it. An immutable value.
 *
 * <p>No anchors means that no spout waits for this tuple, so acking it has no effect.
 */
public class MessageId {
    private static final MessageId UNANCHORED = new MessageId(Map.of());

    private final Map<Long, Long> anchorsToIds;

    /**
     * Copies the anchors.
     *
     * @param anchorsToIds root id to the tuple's id in that root's tree; no null keys or values
     */
    protected MessageId(Map<Long, Long> anchorsToIds) {
        // The order of the caller is kept, so that a simulated run sends its acks in the same order each time.
        Map<Long, Long> copy = new LinkedHashMap<>(2 * anchorsToIds.size());
        anchorsToIds.forEach((root, id) ->
                copy.put(Objects.requireNonNull(root, "root id"), Objects.requireNonNull(id, "id in the root's tree")));
        this.anchorsToIds = Collections.unmodifiableMap(copy);
    }

    /**
     * Draws an id from {@code random}. Never 0: an id of 0 would leave the xor of its tree unchanged, and the tree
     * could complete without this tuple.
     */
    public static long generateId(Random random) {
        long id = random.nextLong();
        while (id == 0) {
            id = random.nextLong();
        }
        return id;
    }

    public static MessageId makeUnanchored() {
        return UNANCHORED;
    }

    public static MessageId makeId(Map<Long, Long> anchorsToIds) {
        return anchorsToIds.isEmpty() ? UNANCHORED : new MessageId(anchorsToIds);
    }

    /** The message id of a tuple with one root. */
    public static MessageId makeRootId(long root, long id) {
        return new MessageId(Collections.singletonMap(root, id));
    }

    /** Root id to this tuple's id in that root's tree; unmodifiable. */
    public Map<Long, Long> getAnchorsToIds() {
        return anchorsToIds;
    }

    /** The root ids; unmodifiable. */
    public Set<Long> getAnchors() {
        return anchorsToIds.keySet();
    }

    @Override
    public int hashCode() {
        return anchorsToIds.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof MessageId that && anchorsToIds.equals(that.anchorsToIds));
    }

    @Override
    public String toString() {
        return anchorsToIds.toString();
    }
}
