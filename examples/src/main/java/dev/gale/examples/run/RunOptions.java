package dev.gale.examples.run;

import dev.gale.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that all examples have. */
public final class RunOptions {
    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Workers; tuples between them are serialized, as on a cluster. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Executors of each component. Default: half as many as there are processors.")
    private int parallelism = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @Option(
            names = "-c",
            paramLabel = "KEY=VALUE",
            description = "A setting of the topology, such as -c topology.max.spout.pending=100; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;

    /** @throws UsageProblem when it is below 1 */
    public int parallelism() throws UsageProblem {
        return atLeastOne("--parallelism", parallelism);
    }

    /** The configuration of a topology that reads a source once, with what the options say. */
    public Config config() throws UsageProblem {
        Config conf = new Config();
        // Enough to keep every executor busy; more would only wait in queues and make latencies longer.
        conf.setMaxSpoutPending(1_000);
        // A spout made anew would begin its source from the start; better to hear what is wrong.
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "fail-topology");
        return config(conf);
    }

    /** A configuration with what the options say added; they win. */
    public Config config(Config defaults) throws UsageProblem {
        Config conf = new Config();
        conf.putAll(defaults);
        conf.setNumWorkers(atLeastOne("--workers", workers));
        settings.forEach((key, value) -> conf.put(key, typed(value)));
        return conf;
    }

    /** @throws UsageProblem when {@code number} is below 1 */
    public static int atLeastOne(String option, int number) throws UsageProblem {
        if (number < 1) {
            throw new UsageProblem(option + " must be at least 1, was " + number);
        }
        return number;
    }

    private static Object typed(String value) {
        if (value.matches("[+-]?\\d{1,18}")) {
            return Long.parseLong(value);
        }
        if (value.matches("[+-]?\\d+\\.\\d+")) {
            return Double.parseDouble(value);
        }
        return value.equals("true") || value.equals("false") ? (Object) Boolean.valueOf(value) : value;
    }
}
