package dev.gale.cli.command;

import dev.gale.cli.console.Console;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.console.Table;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.time.Duration;
import java.util.ArrayList;
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
        Map<String, ComponentFigures> before = Map.of();
        long beforeNs = 0;
        int shownLines = 0;
        for (int shown = 0; times == null || shown <= times; shown++) {
            Json topology = topologies.describe(name);
            long nowNs = surroundings().nanoTime().getAsLong();
            Map<String, ComponentFigures> now = figures(topology);
            if (shown > 0) {
                double seconds = (nowNs - beforeNs) / 1e9;
                shownLines = show(topology, rates(before, now, seconds), shownLines);
            }
            before = now;
            beforeNs = nowNs;
            if (times == null || shown < times) {
                surroundings().sleep(Duration.ofSeconds(intervalSecs));
            }
        }
        return ExitCode.OK;
    }

    private Map<String, ComponentFigures> figures(Json topology) {
        Map<String, ComponentFigures> figures = ComponentFigures.of(topology).stream()
                .filter(one -> component == null || component.equals(one.id()))
                .collect(Collectors.toMap(
                        ComponentFigures::id, one -> one, (first, second) -> first, LinkedHashMap::new));
        if (figures.isEmpty() && component != null) {
            throw wrong(name + " has no component '" + component + "', only "
                    + ComponentFigures.of(topology).stream()
                            .map(ComponentFigures::id)
                            .collect(Collectors.joining(", ")));
        }
        return figures;
    }

    private record Rates(ComponentFigures figures, double emitted, double executed, double acked, double failed) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("component", figures.id());
            map.put("emittedPerSec", emitted);
            map.put("executedPerSec", executed);
            map.put("ackedPerSec", acked);
            map.put("failedPerSec", failed);
            map.put("latencyMs", figures.latency());
            return map;
        }
    }

    private static List<Rates> rates(
            Map<String, ComponentFigures> before, Map<String, ComponentFigures> now, double seconds) {
        List<Rates> rates = new ArrayList<>();
        now.forEach((id, figures) -> {
            ComponentFigures last = Optional.ofNullable(before.get(id)).orElse(figures);
            rates.add(new Rates(
                    figures,
                    perSecond(last.emitted(), figures.emitted(), seconds),
                    perSecond(last.executed(), figures.executed(), seconds),
                    perSecond(last.acked(), figures.acked(), seconds),
                    perSecond(last.failed(), figures.failed(), seconds)));
        });
        return rates;
    }

    /** Counts begin anew with a worker; then what there is has come since. */
    private static double perSecond(long before, long now, double seconds) {
        return seconds <= 0 ? 0 : (now >= before ? now - before : now) / seconds;
    }

    /** @return how many lines the table has that a terminal shows now */
    private int show(Json topology, List<Rates> rates, int shownLines) {
        Console console = console();
        if (json()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("topology", topology.text("name"));
            line.put("status", topology.text("status"));
            line.put("components", rates.stream().map(Rates::toMap).toList());
            console.print(Json.of(line).line());
            return 0;
        }
        Table table =
                new Table("COMPONENT", "EXECUTORS", "EMITTED/S", "EXECUTED/S", "ACKED/S", "FAILED/S", "LATENCY MS");
        rates.forEach(one -> table.row(
                one.figures().id(),
                one.figures().executors(),
                rounded(one.emitted()),
                rounded(one.executed()),
                rounded(one.acked()),
                rounded(one.failed()),
                one.figures().latency()));
        List<String> lines = table.lines(console);
        if (console.movesOnOut()) {
            console.eraseLines(shownLines);
        }
        console.print(topology.text("name") + "  " + console.status(topology.text("status")));
        lines.forEach(console::print);
        return lines.size() + 1;
    }

    private static String rounded(double rate) {
        if (rate >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", rate / 1e6);
        }
        return rate >= 1e4 ? String.format(Locale.ROOT, "%.1fk", rate / 1e3) : String.format(Locale.ROOT, "%.0f", rate);
    }
}
