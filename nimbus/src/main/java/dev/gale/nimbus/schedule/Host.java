package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.List;

/** A machine with its supervisors, during one scheduling. */
final class Host {
    private final int index;
    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private int freeSlots;
    private String reservedFor;

    Host(int index, String name) {
        this.index = index;
        this.name = name;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Slots that could be given away: free, and of a supervisor that takes workers. */
    int freeSlots() {
        return freeSlots;
    }

    void changeFreeSlots(int by) {
        freeSlots += by;
    }

    /** The topology that has the host for itself; null when it is for everyone who isn't isolated. */
    String reservedFor() {
        return reservedFor;
    }

    void reserveFor(String topology) {
        reservedFor = topology;
    }
}
