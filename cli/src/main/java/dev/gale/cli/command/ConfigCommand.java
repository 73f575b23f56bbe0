package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.console.Table;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.Configuration;
import dev.gale.config.EffectiveValue;
import dev.gale.config.EnvironmentNames;
import dev.gale.config.InvalidConfiguration;
import dev.gale.config.Layer;
import dev.gale.kernel.settings.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "config", description = "Shows the configuration, and where each value came from.", sortOptions = false)
final class ConfigCommand extends GaleCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "KEY",
            description = "Show these, with what they overrule. Without, what differs from the defaults.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--all", description = "Show all settings, also those that nobody set.")
    private boolean all;

    ConfigCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        Configuration configuration = configuration();
        List<EffectiveValue> shown = new ArrayList<>();
        for (String key : keys) {
            shown.add(configuration.value(key).orElseThrow(() -> unknown(key)));
        }
        if (keys.isEmpty()) {
            configuration.values().stream()
                    .filter(value -> all || value.origin().layer() != Layer.DEFAULT)
                    .forEach(shown::add);
        }
        if (json()) {
            printJson(Json.of(shown.stream().map(ConfigCommand::toMap).toList()));
        } else if (shown.isEmpty()) {
            console().say("nothing is set; gale config --all shows the defaults");
        } else {
            Table table = new Table("KEY", "VALUE", "FROM");
            shown.forEach(value -> {
                table.row(
                        value.key(), text(value, value.value()), value.origin().toString());
                if (!keys.isEmpty()) {
                    value.overruled()
                            .forEach(weaker -> table.row(
                                    "  overrules",
                                    text(value, weaker.value()),
                                    weaker.origin().toString()));
                }
            });
            table.print(console());
        }
        return ExitCode.OK;
    }

    private static CommandFailure unknown(String key) {
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                "there is no setting " + key
                        + NearestName.of(key, AllSettings.all().keys())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; gale config --all shows which there are"));
    }

    private static String text(EffectiveValue of, Object value) {
        return value == null ? "" : of.secret() ? "***" : String.valueOf(value);
    }

    private static Map<String, Object> toMap(EffectiveValue value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", value.key());
        map.put("value", shown(value, value.value()));
        map.put("from", value.origin().toString());
        map.put("environment", EnvironmentNames.of(value.key()));
        map.put(
                "overrules",
                value.overruled().stream()
                        .map(weaker -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("value", shown(value, weaker.value()));
                            one.put("from", weaker.origin().toString());
                            return one;
                        })
                        .toList());
        return map;
    }

    private static Object shown(EffectiveValue of, Object value) {
        return value != null && of.secret() ? "***" : value;
    }
}
