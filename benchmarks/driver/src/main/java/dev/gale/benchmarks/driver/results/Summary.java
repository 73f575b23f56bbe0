package dev.gale.benchmarks.driver.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Under which circumstances a suite was run, and what came of it.
 *
 * @param jvm that ran the engines
 * @param commit of Gale, with {@code -dirty} when something wasn't committed; {@code unknown} outside of a repository
 * @param commandLine arguments of the driver
 * @param started date and time with offset, as {@code ended}
 * @param runs those that gave a result
 */
public record Summary(
        Machine machine,
        String jvm,
        String commit,
        List<String> commandLine,
        String started,
        String ended,
        int rounds,
        double warmUpSeconds,
        double seconds,
        List<Run> runs,
        List<Failure> failures) {

    /** The file's name in the folder of results. */
    public static final String FILE = "summary.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What it ran on. */
    public record Machine(String cpu, int cores, long memoryBytes, String kernel) {}

    /**
     * A result.
     *
     * @param file in the same folder
     * @param loadBefore the system's load average just before, which still has in it what the run before did; negative when the
     *     system doesn't say
     */
    public record Run(String file, int round, double loadBefore) {}

    /** A run without a result, and why. */
    public record Failure(String what, int round, String message) {}

    /** Writes {@link #FILE} into a folder. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }

    /** @throws IOException when the folder has none, or it can't be understood */
    public static Summary read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), Summary.class);
        } catch (JacksonException e) {
            throw new IOException(file + " holds no summary: " + e.getMessage(), e);
        }
    }
}
