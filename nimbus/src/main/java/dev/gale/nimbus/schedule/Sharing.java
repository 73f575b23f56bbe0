package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Divides executors among workers of which some run already: what has no place first, then, if wanted, for evenness. */
final class Sharing {
    private final Draft draft;

    Sharing(Draft draft) {
        this.draft = draft;
    }

    /** Gives those without a place one, as far as they fit. @return how many got one */
    int settleHomeless() {
        List<Unit> units = new ArrayList<>(draft.homeless());
        units.sort(Packing.largestFirst(draft));
        List<Unit> left = new ArrayList<>();
        for (Unit unit : units) {
            Worker worker = bestFor(unit);
            if (worker != null) {
                worker.add(unit);
            } else {
                left.add(unit);
            }
        }
        draft.leaveHomeless(left);
        return units.size() - left.size();
    }

    /** One that hasn't its share yet, with few of the same component and many neighbours; null when it fits nowhere. */
    private Worker bestFor(Unit unit) {
        int share = draft.flow().units().size() / draft.workers().size();
        int larger = draft.flow().units().size() % draft.workers().size()
                - (int) draft.workers().stream()
                        .filter(worker -> worker.size() > share)
                        .count();
        return draft.workers().stream()
                .filter(worker -> worker.fits(unit))
                .min(Comparator.<Worker>comparingInt(
                                worker -> Math.max(0, worker.size() + 1 - share - (larger > 0 ? 1 : 0)))
                        .thenComparingInt(worker -> worker.count(unit.component()))
                        .thenComparingInt(worker -> -worker.neighbours(unit.component()))
                        .thenComparingInt(Worker::size))
                .orElse(null);
    }

    /**
     * Moves single executors from large workers to small ones until they differ by one or nothing fits.
     *
     * @param receivers to which of the workers they may move
     */
    boolean evenOut(Collection<Worker> receivers) {
        boolean moved = false;
        while (!receivers.isEmpty() && moveOne(receivers)) {
            moved = true;
        }
        return moved;
    }

    private boolean moveOne(Collection<Worker> receivers) {
        Worker largest = draft.workers().stream()
                .reduce((a, b) -> b.size() >= a.size() ? b : a)
                .orElseThrow();
        Worker smallest = draft.workers().stream()
                .filter(receivers::contains)
                .min(Comparator.comparingInt(Worker::size))
                .orElseThrow();
        if (smallest.size() > largest.size() - 2) {
            return false;
        }
        // Where nothing is short of memory that is all there is to it.
        return moveOne(largest, smallest) || moveOneOfAny(receivers);
    }

    private boolean moveOneOfAny(Collection<Worker> receivers) {
        List<Worker> bySize = new ArrayList<>(draft.workers());
        bySize.sort(Comparator.comparingInt(Worker::size));
        List<Worker> receiversBySize =
                bySize.stream().filter(receivers::contains).toList();
        for (int large = bySize.size() - 1; large >= 0; large--) {
            Worker from = bySize.get(large);
            for (Worker to : receiversBySize) {
                if (to.size() > from.size() - 2) {
                    break;
                }
                if (moveOne(from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean moveOne(Worker from, Worker to) {
        Unit unit = bestToMove(from, to);
        if (unit != null) {
            draft.move(unit, from, to);
        }
        return unit != null;
    }

    /**
     * One that starts anew anyhow rather than one that runs there; then one of the component that the one worker has most
     * more of than the other, and that finds the most neighbours there.
     */
    private Unit bestToMove(Worker from, Worker to) {
        return from.units().stream()
                .filter(unit -> to.fitsFrom(from, unit))
                .max(Comparator.<Unit>comparingInt(unit -> draft.isUndisturbed(unit) ? 0 : 1)
                        .thenComparingInt(unit -> from.count(unit.component()) - to.count(unit.component()))
                        .thenComparingInt(unit -> to.neighbours(unit.component()) - from.neighbours(unit.component()))
                        .thenComparingInt(Unit::component)
                        .thenComparing(Unit::executor))
                .orElse(null);
    }
}
