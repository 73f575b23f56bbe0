package dev.gale.worker.route;

import dev.gale.kernel.random.SplitMix64;
import java.util.List;

/** Evenly: walks a list of the tasks, shuffled once, in turn. */
final class ShuffleGrouper implements Grouper {
    private final int[] order;
    private int next;

    /** @param positions the tasks to choose from; not empty */
    ShuffleGrouper(int[] positions, SplitMix64 random) {
        order = positions.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    @Override
    public int choose(List<Object> values) {
        int position = order[next];
        next = next + 1 == order.length ? 0 : next + 1;
        return position;
    }
}
