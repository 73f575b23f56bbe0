package dev.gale.examples;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.lines.InputFiles;
import dev.gale.examples.lines.LineSource;
import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.run.Commands;
import dev.gale.examples.run.RunOptions;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.run.UsageProblem;
import dev.gale.examples.wordcount.SplitBolt;
import dev.gale.examples.wordcount.StoringCountBolt;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a topology that counts words: {@code gale jar examples.jar dev.gale.examples.WordCountTopology --results DIR}. */
@Command(
        name = "word-count-topology",
        description = "Submits a topology that counts the words of files and keeps the counts in a folder.",
        sortOptions = false)
public final class WordCountTopology implements Callable<Integer> {
    private static final String LINES = "lines";

    @Option(names = "--name", defaultValue = "word-count", description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Files, folders or globs, the same on every machine. Default: the licence texts of the JDK.")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--once", description = "Read the input once, instead of again and again.")
    private boolean once;

    @Option(
            names = "--results",
            required = true,
            paramLabel = "DIR",
            description = "Where the counts go: a folder that all machines see.")
    private Path results;

    @Mixin
    private RunOptions options;

    public static void main(String[] args) {
        StopSignal stop = StopSignal.onShutdown();
        int exitCode = Commands.run(new WordCountTopology(), stop, args);
        if (exitCode != Commands.OK) {
            System.exit(exitCode);
        }
    }

    static StormTopology topology(LineSource lines, int parallelism, Path results) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(LINES, new LineSpout(lines), Math.min(parallelism, lines.mostReaders()));
        builder.setBolt("split", new SplitBolt(), parallelism).shuffleGrouping(LINES);
        builder.setBolt("count", new StoringCountBolt(results), parallelism)
                .fieldsGrouping("split", new Fields(SplitBolt.WORD));
        return builder.createTopology();
    }

    @Override
    public Integer call() throws Exception {
        List<Path> files = files(inputs);
        LineSource lines = once ? FileLines.once(files) : FileLines.endless(files);
        Config conf = new Config();
        conf.setMaxSpoutPending(1_000);
        StormSubmitter.submitTopology(
                name, options.config(conf), topology(lines, options.parallelism(), results.toAbsolutePath()));
        return Commands.OK;
    }

    /** What the arguments of {@code --input} mean. */
    static List<Path> files(List<String> inputs) throws UsageProblem {
        InputFiles find = new InputFiles();
        List<Path> files =
                inputs.isEmpty() ? find.licencesOfTheJdk(Path.of(System.getProperty("java.home"))) : find.find(inputs);
        return files.stream().map(Path::toAbsolutePath).toList();
    }
}
