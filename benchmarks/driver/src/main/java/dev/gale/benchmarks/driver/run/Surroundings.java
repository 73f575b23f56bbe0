package dev.gale.benchmarks.driver.run;

import com.sun.management.OperatingSystemMXBean;
import dev.gale.benchmarks.driver.results.Summary.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a result depends on, beside what is measured. */
final class Surroundings {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Surroundings() {}

    static Machine machine() {
        return new Machine(
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                SYSTEM.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    /** This JVM, which is of the same kind as those that it starts. */
    static String jvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    /** Negative when the system doesn't say. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** The commit of a working copy, marked when something in it isn't committed; {@code unknown} outside of one. */
    static String commit(Path folder) throws InterruptedException {
        try {
            String commit = git(folder, "rev-parse", "HEAD");
            return git(folder, "status", "--porcelain").isEmpty() ? commit : commit + "-dirty";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path folder, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("git " + args[0] + " failed");
        }
        return output;
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
