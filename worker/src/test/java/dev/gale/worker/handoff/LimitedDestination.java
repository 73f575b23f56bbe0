package dev.gale.worker.handoff;

import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Tuples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes as many batches as the test allows, and keeps what they held. */
final class LimitedDestination implements Destination {
    /** Numbers of the tuples of each batch taken. */
    final List<List<Integer>> taken = new ArrayList<>();

    final List<Long> times = new ArrayList<>();
    final List<RoomWaiter> waiting = new ArrayList<>();
    /** Batches that still fit. */
    int room;
    /** Batches that will fit as soon as somebody has asked to be told. */
    int roomAfterAsking;
    /** How often somebody tried in vain. */
    int refused;
    /** Whether it says that it holds batches back. */
    boolean holdsBack;
    /** How often it was told to let them go. */
    int pushes;

    LimitedDestination(int room) {
        this.room = room;
    }

    @Override
    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
        if (room == 0) {
            refused++;
            return null;
        }
        room--;
        taken.add(Arrays.stream(batch, 0, count).map(Tuples::numberOf).toList());
        times.add(nowNs);
        return new Envelope[BATCH];
    }

    @Override
    public boolean holdsBack() {
        return holdsBack;
    }

    @Override
    public void push() {
        pushes++;
    }

    @Override
    public void signalOnRoom(RoomWaiter waiter) {
        waiting.add(waiter);
        room += roomAfterAsking;
        roomAfterAsking = 0;
    }

    /** Makes room and tells who waits for it. */
    void makeRoom(int batches) {
        room += batches;
        List<RoomWaiter> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(RoomWaiter::signalRoom);
    }

    /** Numbers of all tuples taken, in their order. */
    List<Integer> all() {
        return taken.stream().flatMap(List::stream).toList();
    }
}
