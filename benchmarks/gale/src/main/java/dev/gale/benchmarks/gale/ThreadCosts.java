package dev.gale.benchmarks.gale;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Threads of this process as the system sees them, those of the JVM itself included, and how often each has been switched
 * off the core. Empty where there is no {@code /proc}.
 *
 * @param voluntary switches by thread id: the thread waited
 * @param involuntary switches by thread id: another thread was given the core
 */
record ThreadCosts(Map<String, Long> voluntary, Map<String, Long> involuntary) {
    private static final Path TASKS = Path.of("/proc/self/task");

    /** The threads that Java knows. */
    static int javaThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    static ThreadCosts now() {
        Map<String, Long> voluntary = new HashMap<>();
        Map<String, Long> involuntary = new HashMap<>();
        for (Path task : tasks()) {
            String id = task.getFileName().toString();
            try {
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    if (line.startsWith("voluntary_ctxt_switches:")) {
                        voluntary.put(id, number(line));
                    } else if (line.startsWith("nonvoluntary_ctxt_switches:")) {
                        involuntary.put(id, number(line));
                    }
                }
            } catch (IOException e) {
                // The thread has ended since the folder was listed.
                voluntary.remove(id);
            }
        }
        return new ThreadCosts(voluntary, involuntary);
    }

    /** Figures of the time since then, by name; empty where nothing could be read. */
    Map<String, Double> since(ThreadCosts before, double seconds) {
        Map<String, Double> figures = new TreeMap<>();
        if (!voluntary.isEmpty()) {
            figures.put("osThreads", (double) voluntary.size());
            figures.put("voluntarySwitchesPerSec", growth(voluntary, before.voluntary) / seconds);
            figures.put("involuntarySwitchesPerSec", growth(involuntary, before.involuntary) / seconds);
        }
        return figures;
    }

    private static long growth(Map<String, Long> now, Map<String, Long> before) {
        return now.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static List<Path> tasks() {
        if (!Files.isDirectory(TASKS)) {
            return List.of();
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
    }
}
