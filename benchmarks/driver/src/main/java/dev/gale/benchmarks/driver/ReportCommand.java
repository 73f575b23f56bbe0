package dev.gale.benchmarks.driver;

import dev.gale.benchmarks.driver.report.Document;
import dev.gale.benchmarks.driver.report.Report;
import dev.gale.benchmarks.driver.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts results into the documentation. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes tables and plots of a run into docs/benchmarks.md and docs/benchmarks.")
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--results",
            required = true,
            paramLabel = "<folder>",
            description = "What scripts/benchmark has written, perhaps with the parts.json of scripts/benchmark parts.")
    private Path results;

    @Option(names = "--docs", paramLabel = "<folder>", description = "Where benchmarks.md is. Default: docs")
    private Path docs = Path.of("docs");

    @Override
    public Integer call() throws IOException {
        new Document(docs).update(new Report(Results.read(results)));
        return 0;
    }
}
