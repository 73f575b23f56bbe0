package dev.gale.nimbus.schedule;

import java.util.Collection;

/**
 * Memory and CPU that an executor, or several together, ask for. Fractions of what a topology's configuration says are
 * rounded up before they come here.
 *
 * @param onHeapMb {@code topology.component.resources.onheap.memory.mb}
 * @param offHeapMb {@code topology.component.resources.offheap.memory.mb}
 * @param cpuPercent {@code topology.component.cpu.pcore.percent}: 100 is one core
 */
public record Resources(long onHeapMb, long offHeapMb, long cpuPercent) {
    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources {
        if (onHeapMb < 0 || offHeapMb < 0 || cpuPercent < 0) {
            throw new IllegalArgumentException("resources must not be negative: heap " + onHeapMb + " MB, off-heap "
                    + offHeapMb + " MB, CPU " + cpuPercent + " %");
        }
    }

    /** What is taken from a supervisor's memory. */
    public long memoryMb() {
        return onHeapMb + offHeapMb;
    }

    Resources plus(Resources other) {
        return new Resources(onHeapMb + other.onHeapMb, offHeapMb + other.offHeapMb, cpuPercent + other.cpuPercent);
    }

    Resources minus(Resources other) {
        return new Resources(onHeapMb - other.onHeapMb, offHeapMb - other.offHeapMb, cpuPercent - other.cpuPercent);
    }

    static Resources sum(Collection<Unit> units) {
        Resources sum = NONE;
        for (Unit unit : units) {
            sum = sum.plus(unit.needs());
        }
        return sum;
    }
}
