package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A slot in use with its executors, during one scheduling. What they need is taken from the supervisor at once. */
final class Worker {
    private final Node node;
    private final int port;
    private final Flow flow;
    private final long maxHeapMb;
    private final List<Unit> units = new ArrayList<>();
    private final int[] ofComponent;
    private Resources needs = Resources.NONE;

    /** Occupies the port. */
    Worker(Node node, int port, Flow flow, long maxHeapMb) {
        this.node = node;
        this.port = port;
        this.flow = flow;
        this.maxHeapMb = maxHeapMb;
        this.ofComponent = new int[flow.components()];
        node.occupy(port);
    }

    Node node() {
        return node;
    }

    Host host() {
        return node.host();
    }

    Slot slot() {
        return new Slot(node.id(), port);
    }

    String name() {
        return host().name() + ":" + port;
    }

    List<Unit> units() {
        return units;
    }

    int size() {
        return units.size();
    }

    Resources needs() {
        return needs;
    }

    boolean fits(Unit unit) {
        return hasHeapFor(unit) && node.has(unit.needs());
    }

    /** Whether the unit could come over from another worker of the topology. */
    boolean fitsFrom(Worker other, Unit unit) {
        return other.node == node ? hasHeapFor(unit) : fits(unit);
    }

    private boolean hasHeapFor(Unit unit) {
        return maxHeapMb == 0 || needs.onHeapMb() + unit.needs().onHeapMb() <= maxHeapMb;
    }

    void add(Unit unit) {
        units.add(unit);
        ofComponent[unit.component()]++;
        needs = needs.plus(unit.needs());
        node.take(unit.needs());
    }

    void addAll(Collection<Unit> more) {
        more.forEach(this::add);
    }

    void remove(Unit unit) {
        units.remove(unit);
        ofComponent[unit.component()]--;
        needs = needs.minus(unit.needs());
        node.giveBack(unit.needs());
    }

    /** Gives everything back, the slot too. @return what was in it */
    List<Unit> close() {
        node.giveBack(needs);
        node.vacate(port);
        return List.copyOf(units);
    }

    /** How many executors of the component it has. */
    int count(int component) {
        return ofComponent[component];
    }

    /** How many executors it has that are linked to the component. */
    int neighbours(int component) {
        int count = 0;
        for (int neighbour : flow.neighbours(component)) {
            count += ofComponent[neighbour];
        }
        return count;
    }
}
