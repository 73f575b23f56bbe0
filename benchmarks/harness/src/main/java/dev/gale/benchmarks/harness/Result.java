package dev.gale.benchmarks.harness;

import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run in one JVM gave.
 *
 * @param version of the engine
 * @param rate tuples per second that were wanted; 0 when there was no limit
 * @param stages bolts between source and sink in W6, 0 elsewhere
 * @param tuples at the sink in the window; acked runs count acks at the spout; W3 counts words
 * @param cores CPU seconds per second
 * @param bytesPerTuple allocated by all live threads; NaN when that isn't known
 * @param threads alive at the end of the window; 0 when that isn't known
 * @param endToEnd from the due time to the sink; null unless W4
 * @param acked from the due time to the spout's ack; null unless W4, or when the engine has none
 * @param settings what the configuration sets
 * @param extra further figures, by name with its unit
 */
public record Result(
        String engine,
        String version,
        String workload,
        String config,
        String parallelism,
        long rate,
        int stages,
        double seconds,
        long tuples,
        double tuplesPerSec,
        double cpuSecsPerMillion,
        double cores,
        double bytesPerTuple,
        long gcMillis,
        int threads,
        Latency endToEnd,
        Latency acked,
        Map<String, Object> settings,
        List<String> jvmArgs,
        String javaVersion,
        Map<String, Double> extra) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A result without latencies. Figures per tuple are 0 when there was no tuple. */
    public static Result of(
            String engine,
            String version,
            RunOptions options,
            Measurement measured,
            Map<String, ?> settings,
            Map<String, Double> extra) {
        Meter.Window window = measured.window();
        long tuples = measured.tuples();
        return new Result(
                engine,
                version,
                options.workload().name(),
                options.config(),
                options.parallelism().toString(),
                options.rate(),
                options.workload() == Workload.W6 ? options.stages() : 0,
                window.seconds(),
                tuples,
                tuples / window.seconds(),
                tuples == 0 ? 0 : window.cpuSeconds() * 1e6 / tuples,
                window.cpuSeconds() / window.seconds(),
                tuples == 0 ? 0 : (double) window.allocatedBytes() / tuples,
                window.gcMillis(),
                window.threads(),
                null,
                null,
                new TreeMap<>(settings),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.version"),
                new TreeMap<>(extra));
    }

    /** As {@link #of}, of processes of which only time and tuples are known. */
    static Result ofProcesses(
            String engine,
            String version,
            RunOptions options,
            Measurement measured,
            Map<String, ?> settings,
            Map<String, Double> extra) {
        return of(engine, version, options, measured, settings, extra).withoutBytes();
    }

    private Result withoutBytes() {
        return new Result(
                engine,
                version,
                workload,
                config,
                parallelism,
                rate,
                stages,
                seconds,
                tuples,
                tuplesPerSec,
                cpuSecsPerMillion,
                cores,
                Double.NaN,
                gcMillis,
                threads,
                endToEnd,
                acked,
                settings,
                jvmArgs,
                javaVersion,
                extra);
    }

    /** With the latencies of W4; those of acks are null when the engine has none. */
    public Result withLatencies(Latency newEndToEnd, Latency newAcked) {
        return new Result(
                engine,
                version,
                workload,
                config,
                parallelism,
                rate,
                stages,
                seconds,
                tuples,
                tuplesPerSec,
                cpuSecsPerMillion,
                cores,
                bytesPerTuple,
                gcMillis,
                threads,
                newEndToEnd,
                newAcked,
                settings,
                jvmArgs,
                javaVersion,
                extra);
    }

    /** One JSON object, indented. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** Writes the file, and its folder when that is missing. */
    public void write(Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, toJson() + "\n");
    }

    /** @throws IOException when the file can't be read or holds no result; the message names it */
    public static Result read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Result.class);
        } catch (JacksonException e) {
            throw new IOException(file + " holds no result: " + e.getMessage(), e);
        }
    }
}
