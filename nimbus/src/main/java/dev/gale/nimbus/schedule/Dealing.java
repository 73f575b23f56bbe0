package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deals all executors of a topology to workers that are empty. Every worker gets as many as any other, give or take one;
 * so it does of each component; and within that, linked components come together.
 *
 * <p>What divides evenly is dealt first. The rest goes round the table, a component after the other, each worker getting
 * one in turn, so that whatever the order of components the hands stay even. The next component is always the one that at
 * this place of the round sits with the most of its neighbours and is torn from the fewest.
 */
final class Dealing {
    private final Flow flow;
    private final int workers;
    private final List<List<Unit>> hands = new ArrayList<>();
    private final List<List<Unit>> rests = new ArrayList<>();
    /** By component: where its rest went; empty before. */
    private final List<Set<Integer>> dealtTo = new ArrayList<>();

    private Dealing(Flow flow, int workers) {
        this.flow = flow;
        this.workers = workers;
        for (int worker = 0; worker < workers; worker++) {
            hands.add(new ArrayList<>());
        }
        List<List<Unit>> ofComponent = new ArrayList<>();
        for (int component = 0; component < flow.components(); component++) {
            ofComponent.add(new ArrayList<>());
            dealtTo.add(new TreeSet<>());
        }
        flow.units().forEach(unit -> ofComponent.get(unit.component()).add(unit));
        for (List<Unit> units : ofComponent) {
            int each = units.size() / workers;
            for (int worker = 0; worker < workers; worker++) {
                hands.get(worker).addAll(units.subList(worker * each, (worker + 1) * each));
            }
            rests.add(units.subList(workers * each, units.size()));
        }
    }

    /** @return a list for each worker */
    static List<List<Unit>> deal(Flow flow, int workers) {
        Dealing dealing = new Dealing(flow, workers);
        dealing.dealRests();
        return dealing.hands;
    }

    private void dealRests() {
        Set<Integer> left = new TreeSet<>();
        for (int component = 0; component < rests.size(); component++) {
            if (!rests.get(component).isEmpty()) {
                left.add(component);
            }
        }
        int position = 0;
        while (!left.isEmpty()) {
            int next = bestAt(position, left);
            left.remove(next);
            for (Unit unit : rests.get(next)) {
                hands.get(position).add(unit);
                dealtTo.get(next).add(position);
                position = (position + 1) % workers;
            }
        }
    }

    private int bestAt(int position, Set<Integer> components) {
        int best = -1;
        int bestGain = Integer.MIN_VALUE;
        for (int component : components) {
            int gain = gainAt(position, component);
            if (gain > bestGain) {
                best = component;
                bestGain = gain;
            }
        }
        return best;
    }

    /** Of its and its neighbours' executors: how many would sit together, less how many could but would not. */
    private int gainAt(int position, int component) {
        int gain = 0;
        int size = rests.get(component).size();
        for (int neighbour : flow.neighbours(component)) {
            Set<Integer> places = dealtTo.get(neighbour);
            int together = (int) places.stream()
                    .filter(place -> Math.floorMod(place - position, workers) < size)
                    .count();
            gain += 2 * together - Math.min(size, places.size());
        }
        return gain;
    }
}
