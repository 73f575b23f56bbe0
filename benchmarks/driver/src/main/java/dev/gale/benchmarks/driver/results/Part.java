package dev.gale.benchmarks.driver.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one step of a tuple's way costs, as {@code scripts/benchmark parts} has found.
 *
 * @param name of the benchmark: class and method, without the package, and parameters
 * @param errorNanos half the width of the interval in which the mean is with 99.9 %; empty when there are too few iterations
 * @param bytes allocated; empty when that wasn't measured
 * @param circumstances how it was measured, for readers
 */
public record Part(String name, double nanos, OptionalDouble errorNanos, OptionalDouble bytes, String circumstances) {
    /** The file's name in the folder of results. */
    public static final String FILE = "parts.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NANOS = "ns/op";

    /**
     * Reads what JMH has written into {@link #FILE}.
     *
     * @return nothing when the folder has no such file
     * @throws IOException when it can't be understood
     */
    public static List<Part> readAll(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Part> parts = new ArrayList<>();
            for (JsonNode result : JSON.readTree(Files.readString(file))) {
                parts.add(read(result));
            }
            return List.copyOf(parts);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + " holds no results of JMH: " + e.getMessage(), e);
        }
    }

    private static Part read(JsonNode result) {
        JsonNode time = result.path("primaryMetric");
        String name = result.path("benchmark").asString();
        String unit = time.path("scoreUnit").asString();
        if (!unit.equals(NANOS)) {
            throw new IllegalArgumentException(name + " is measured in " + unit + ", not in " + NANOS);
        }
        return new Part(
                shortened(name) + params(result.path("params")),
                number(time.path("score")).orElseThrow(() -> new IllegalArgumentException(name + " has no score")),
                number(time.path("scoreError")),
                number(result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")),
                String.format(
                        "%s fork%s, warm-up %s x %s, measured %s x %s, %s %s",
                        result.path("forks").asString(),
                        result.path("forks").asInt() == 1 ? "" : "s",
                        result.path("warmupIterations").asString(),
                        result.path("warmupTime").asString(),
                        result.path("measurementIterations").asString(),
                        result.path("measurementTime").asString(),
                        result.path("vmName").asString(),
                        result.path("vmVersion").asString()));
    }

    /** From {@code some.pack.age.InboxBenchmark.batchOf1} to {@code Inbox.batchOf1}. */
    private static String shortened(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        String type = benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1, method);
        return type.replaceAll("Benchmark$", "") + benchmark.substring(method);
    }

    private static String params(JsonNode params) {
        return params.properties().stream()
                .map(param -> ", " + param.getKey() + "=" + param.getValue().asString())
                .collect(Collectors.joining());
    }

    /** JMH writes what it can't tell as a text. */
    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }
}
