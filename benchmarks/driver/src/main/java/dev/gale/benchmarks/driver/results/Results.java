package dev.gale.benchmarks.driver.results;

import dev.gale.benchmarks.harness.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of one run of a suite. */
public final class Results {
    private final Summary summary;
    private final Map<Key, Series> series = new LinkedHashMap<>();
    private final List<Part> parts;

    public Results(Summary summary, List<Result> results) {
        this(summary, results, List.of());
    }

    public Results(Summary summary, List<Result> results, List<Part> parts) {
        this.summary = summary;
        this.parts = List.copyOf(parts);
        Map<Key, List<Result>> byKey = new LinkedHashMap<>();
        results.forEach(result ->
                byKey.computeIfAbsent(Key.of(result), key -> new ArrayList<>()).add(result));
        byKey.forEach((key, rounds) -> series.put(key, new Series(key, List.copyOf(rounds))));
    }

    /** Reads what {@code run} has written, and {@link Part#FILE} if there is one beside it. */
    public static Results read(Path folder) throws IOException {
        Summary summary = Summary.read(folder);
        List<Result> results = new ArrayList<>();
        for (Summary.Run run : summary.runs()) {
            results.add(Result.read(folder.resolve(run.file())));
        }
        return new Results(summary, results, Part.readAll(folder));
    }

    public Summary summary() {
        return summary;
    }

    /** All that was run, in the order of the suite. */
    public List<Series> series() {
        return List.copyOf(series.values());
    }

    /** Empty when parts weren't measured. */
    public List<Part> parts() {
        return parts;
    }

    /** Empty when it wasn't run. */
    public Optional<Series> series(Key key) {
        return Optional.ofNullable(series.get(key));
    }

    /** Empty when it wasn't run or has no such figure. */
    public Optional<Range> range(Key key, Metric metric) {
        return series(key).flatMap(found -> found.range(metric));
    }
}
