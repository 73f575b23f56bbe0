package dev.gale.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the whole process does in one window. Started and stopped by one thread. */
public final class Meter {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Allocated bytes by thread id. */
    private final Map<Long, Long> bytesAtStart = allocatedBytes();

    private final long gcMillisAtStart = gcMillis();
    private final long cpuNsAtStart = PROCESS.getProcessCpuTime();
    private final long startNs = System.nanoTime();

    private Meter() {}

    /**
     * What was measured.
     *
     * @param cpuSeconds of all threads, user and system
     * @param allocatedBytes by the threads that are alive at the end; what ended threads took is not known
     * @param gcMillis pauses and concurrent phases, as the collectors report them
     * @param threads alive at the end, those of the JVM's own that Java doesn't see left out
     */
    public record Window(double seconds, double cpuSeconds, long allocatedBytes, long gcMillis, int threads) {}

    /** Begins a window. */
    public static Meter start() {
        return new Meter();
    }

    /** The window from the start until now. */
    public Window stop() {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuNsAtStart) / 1e9;
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocatedBytes().entrySet()) {
            bytes += thread.getValue() - bytesAtStart.getOrDefault(thread.getKey(), 0L);
        }
        return new Window(
                seconds, cpuSeconds, Math.max(0, bytes), gcMillis() - gcMillisAtStart, THREADS.getThreadCount());
    }

    private static Map<Long, Long> allocatedBytes() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // -1 stands for a thread that has just ended.
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return byThread;
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
