package dev.gale.cli.command;

import dev.gale.cli.console.Console;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.console.Table;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "monitor",
        description = "Shows what the components of a topology do in a second, again and again until Ctrl-C.",
        sortOptions = false)
final class MonitorCommand extends GaleCommand {
    @Parameters(paramLabel = "NAME", description = "The topology, by name or id.")
    private String name;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECS",
            description = "How often. Default: ${DEFAULT-VALUE}.")
    private int intervalSecs = 4;

    @Option(
            names = {"-m", "--component"},
            paramLabel = "COMPONENT",
            description = "Show this component only.")
    private String component;

    @Option(
            names = {"-n", "--times"},
            paramLabel = "N",
            description = "End after so many tables. Default: never.")
    private Integer times;

    MonitorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        if (intervalSecs < 1 || (times != null && times < 1)) {
            throw wrong("-i and -n must be 1 or more");
        }
        Topologies topologies = new Topologies(nimbus(), surroundings());
        int shownLines = 0;
        for (int shown = 0; times == null || shown < times; shown++) {
            if (shown > 0) {
                surroundings().sleep(Duration.ofSeconds(intervalSecs));
            }
            Json topology = topologies.describe(name);
            shownLines = show(topology, figures(topology), shownLines);
        }
        return ExitCode.OK;
    }

    private List<ComponentFigures> figures(Json topology) {
        List<ComponentFigures> figures = ComponentFigures.of(topology).stream()
                .filter(one -> component == null || component.equals(one.id()))
                .toList();
        if (figures.isEmpty() && component != null) {
            throw wrong(name + " has no component '" + component + "', only "
                    + ComponentFigures.of(topology).stream()
                            .map(ComponentFigures::id)
                            .collect(Collectors.joining(", ")));
        }
        return figures;
    }

    private static Map<String, Object> toMap(ComponentFigures figures) {
        ComponentRates rates = figures.rates();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("component", figures.id());
        map.put("emittedPerSec", rates.emitted().orElse(null));
        map.put("executedPerSec", rates.executed().orElse(null));
        map.put("ackedPerSec", rates.acked().orElse(null));
        map.put("failedPerSec", rates.failed().orElse(null));
        map.put("latencyMs", figures.latency());
        return map;
    }

    /** @return how many lines the table has that a terminal shows now */
    private int show(Json topology, List<ComponentFigures> figures, int shownLines) {
        Console console = console();
        if (json()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("topology", topology.text("name"));
            line.put("status", topology.text("status"));
            line.put("components", figures.stream().map(MonitorCommand::toMap).toList());
            console.print(Json.of(line).line());
            return 0;
        }
        Table table =
                new Table("COMPONENT", "EXECUTORS", "EMITTED/S", "EXECUTED/S", "ACKED/S", "FAILED/S", "LATENCY MS");
        figures.forEach(one -> table.row(
                one.id(),
                one.executors(),
                rounded(one.rates().emitted()),
                rounded(one.rates().executed()),
                rounded(one.rates().acked()),
                rounded(one.rates().failed()),
                one.latency()));
        List<String> lines = table.lines(console);
        if (console.movesOnOut()) {
            console.eraseLines(shownLines);
        }
        console.print(topology.text("name") + "  " + console.status(topology.text("status")));
        lines.forEach(console::print);
        return lines.size() + 1;
    }

    private static String rounded(Optional<BigDecimal> known) {
        if (known.isEmpty()) {
            return "-";
        }
        double rate = known.get().doubleValue();
        if (rate >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", rate / 1e6);
        }
        return rate >= 1e4 ? String.format(Locale.ROOT, "%.1fk", rate / 1e3) : String.format(Locale.ROOT, "%.0f", rate);
    }
}
