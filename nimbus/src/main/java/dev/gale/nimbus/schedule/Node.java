package dev.gale.nimbus.schedule;

import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.SortedSet;
import java.util.TreeSet;

/** A supervisor with what is left of it, during one scheduling. */
final class Node {
    private final int index;
    private final Supervisor supervisor;
    private final Host host;
    private final SortedSet<Integer> freePorts;
    private long freeMemoryMb;
    private long freeCpuPercent;

    Node(int index, Supervisor supervisor, Host host) {
        this.index = index;
        this.supervisor = supervisor;
        this.host = host;
        this.freePorts = new TreeSet<>(supervisor.ports());
        this.freeMemoryMb = supervisor.memoryMb();
        this.freeCpuPercent = supervisor.cpuPercent();
        if (takesWorkers()) {
            host.changeFreeSlots(freePorts.size());
        }
    }

    int index() {
        return index;
    }

    Host host() {
        return host;
    }

    String id() {
        return supervisor.id();
    }

    Availability availability() {
        return supervisor.availability();
    }

    boolean takesWorkers() {
        return availability() == Availability.ALIVE;
    }

    boolean drains() {
        return availability() == Availability.DRAINING;
    }

    SortedSet<Integer> freePorts() {
        return freePorts;
    }

    /** Slots that could be given away. */
    int freeSlots() {
        return takesWorkers() ? freePorts.size() : 0;
    }

    long freeMemoryMb() {
        return freeMemoryMb;
    }

    long freeCpuPercent() {
        return freeCpuPercent;
    }

    boolean has(Resources needs) {
        return needs.memoryMb() <= freeMemoryMb && needs.cpuPercent() <= freeCpuPercent;
    }

    void take(Resources needs) {
        freeMemoryMb -= needs.memoryMb();
        freeCpuPercent -= needs.cpuPercent();
    }

    void giveBack(Resources needs) {
        freeMemoryMb += needs.memoryMb();
        freeCpuPercent += needs.cpuPercent();
    }

    void occupy(int port) {
        if (!freePorts.remove(port)) {
            throw new IllegalStateException("port " + port + " of " + id() + " isn't free");
        }
        if (takesWorkers()) {
            host.changeFreeSlots(-1);
        }
    }

    void vacate(int port) {
        freePorts.add(port);
        if (takesWorkers()) {
            host.changeFreeSlots(1);
        }
    }
}
