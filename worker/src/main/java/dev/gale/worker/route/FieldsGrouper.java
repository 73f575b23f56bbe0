package dev.gale.worker.route;

import java.util.Arrays;
import java.util.List;

/**
 * Same values of the grouping fields, same task: the remainder of the hash that {@link Arrays#deepHashCode} gives the
 * list of the selected values. This is the map from keys to tasks that Storm has, computed without making the list.
 */
final class FieldsGrouper implements Grouper {
    private final int[] positions;
    private final int tasks;

    FieldsGrouper(int[] positions, int tasks) {
        this.positions = positions;
        this.tasks = tasks;
    }

    @Override
    public int choose(List<Object> values) {
        int hash = 1;
        for (int position : positions) {
            hash = 31 * hash + hashOf(values.get(position));
        }
        return Math.floorMod(hash, tasks);
    }

    private static int hashOf(Object value) {
        if (value == null) {
            return 0;
        }
        // Arrays hash by content, else byte[] keys would go anywhere.
        return value.getClass().isArray() ? Arrays.deepHashCode(new Object[] {value}) - 31 : value.hashCode();
    }
}
