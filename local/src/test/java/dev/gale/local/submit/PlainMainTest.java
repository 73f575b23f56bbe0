package dev.gale.local.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.ConfigurableTopology;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs with a plain main, each in a JVM of its own. */
class PlainMainTest {
    /** Says when it is opened and when it is closed. */
    private static final class SayingSpout extends BaseRichSpout {
        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            System.out.println("opened");
        }

        @Override
        public void nextTuple() {}

        @Override
        public void close() {
            System.out.println("closed");
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("x"));
        }
    }

    private static TopologyBuilder topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("saying", new SayingSpout());
        return builder;
    }

    /** Submits as to a cluster. */
    static final class SubmittingProgram {
        public static void main(String[] args) throws Exception {
            StormSubmitter.submitTopology("plain", new Config(), topology().createTopology());
            System.out.println("main is over");
        }
    }

    /** Takes Storm's arguments. */
    static final class ConfigurableProgram extends ConfigurableTopology {
        public static void main(String[] args) {
            start(new ConfigurableProgram(), args);
        }

        @Override
        protected int run(String[] args) {
            return submit("configurable", conf, topology());
        }
    }

    private static Process start(Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectErrorStream(true)
                .start();
        // Whoever reads its output would wait for a process that hangs.
        CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(process::destroyForcibly);
        return process;
    }

    @Test
    void shouldRunUntilTheJvmIsToldToEnd() throws Exception {
        Process process = start(SubmittingProgram.class);
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = new ArrayList<>();
            while (!(lines.contains("opened") && lines.contains("main is over"))) {
                String line = output.readLine();
                assertThat(line).as("output ended after " + lines).isNotNull();
                lines.add(line);
            }
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line)
                            .contains("Topology plain runs in this JVM")
                            .contains("kill " + process.pid()));

            // Of Process itself, destroy would close the output too.
            assertThat(process.toHandle().destroy()).isTrue();

            assertThat(output.lines()).contains("closed");
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldEndByItselfWhenTheTimeToLiveIsOver() throws Exception {
        Process process = start(ConfigurableProgram.class, "-local", "-ttl", "4");
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.lines().toList();

            assertThat(lines)
                    .contains("opened", "closed")
                    .anySatisfy(line -> assertThat(line)
                            .contains("Topology configurable runs in this JVM")
                            .contains("for 4 s"));
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
