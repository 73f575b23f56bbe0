package dev.gale.worker.emit;

import dev.gale.worker.route.Grouper;

/** One subscription to a stream: how receivers are chosen, and the tasks to choose from in ascending order. */
public final class Route {
    final Grouper grouper;
    final Target[] targets;

    public Route(Grouper grouper, Target[] targets) {
        this.grouper = grouper;
        this.targets = targets;
    }
}
