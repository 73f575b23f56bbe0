package dev.gale.worker.route;

import java.util.List;

/** There is no choice: always the same task. */
final class OnlyGrouper implements Grouper {
    private final int position;

    OnlyGrouper(int position) {
        this.position = position;
    }

    @Override
    public int choose(List<Object> values) {
        return position;
    }

    @Override
    public int only() {
        return position;
    }
}
