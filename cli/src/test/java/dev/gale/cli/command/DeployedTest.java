package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.words.Broken;
import com.acme.words.Main;
import dev.gale.cli.Await;
import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.TestJar;
import dev.gale.cli.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on a real cluster: Nimbus, supervisor and ZooKeeper in this process, workers as processes of their own. */
class DeployedTest {
    @TempDir
    Path directory;

    private final String logLevel = System.getProperty("gale.log.level");
    private String jar;
    private String api;

    @BeforeEach
    void makeJar() throws Exception {
        jar = new TestJar()
                .with(Main.class)
                .with("com.acme.words.Words")
                .write(directory.resolve("words.jar"))
                .toString();
    }

    @AfterEach
    void restoreLogLevel() {
        if (logLevel == null) {
            System.clearProperty("gale.log.level");
        }
    }

    private Outcome run(String... arguments) {
        return new Cli(directory).inRealTime().against(api).run(arguments);
    }

    /** Runs a cluster on free ports while something is done. */
    private Outcome onCluster(Cli.WhenReady use) throws Exception {
        return new Cli(directory)
                .inRealTime()
                .serve(
                        out -> {
                            api = Json.parse(out).orElseThrow().text("api");
                            use.with(out);
                        },
                        "dev",
                        "--zookeeper-port",
                        "0",
                        "--port",
                        "0",
                        "--slots",
                        "2",
                        "--data",
                        directory.resolve("data").toString(),
                        "-o",
                        "json",
                        "-c",
                        "worker.heap.memory.mb=64",
                        "-c",
                        "supervisor.worker.shutdown.sleep.secs=2");
    }

    @Test
    void shouldDeployLookAfterAndStopATopology() throws Exception {
        Outcome dev = onCluster(out -> {
            Outcome deployed = run("jar", "--wait", "-o", "json", jar, "com.acme.words.Main", "words", "2");
            assertThat(deployed.code()).describedAs(deployed.err()).isZero();
            assertThat(deployed.err()).contains("uploaded words.jar").endsWith("words runs\n");
            assertThat(Json.parse("{\"all\":" + deployed.out() + "}")
                            .orElseThrow()
                            .list("all")
                            .get(0)
                            .text("id"))
                    .startsWith("words-1-");
            assertThat(run("list").out()).contains("words  ACTIVE        2 ");
            assertThat(run("status").out()).contains("slots: 2 of 2 used, 0 free");
            assertThat(run("status", "words").out()).contains("words  ACTIVE", "workers 2 of 2", "split", "count");
            assertThat(run("jar", jar, "com.acme.words.Main", "words").code()).isEqualTo(4);

            assertThat(run("deactivate", "words", "--wait")).isEqualTo(new Outcome(0, "", "deactivated words\n"));
            assertThat(run("list").out()).contains("INACTIVE");
            assertThat(run("activate", "words", "--wait")).isEqualTo(new Outcome(0, "", "activated words\n"));
            Outcome rebalanced = run("rebalance", "words", "-w", "0", "-n", "1", "-e", "split=1", "--wait");
            assertThat(rebalanced).isEqualTo(new Outcome(0, "", "rebalanced words\n"));
            Outcome unknown = run("rebalance", "words", "-w", "0", "-e", "splot=1");
            assertThat(unknown.code()).describedAs(unknown.err()).isEqualTo(5);
            assertThat(unknown.err()).contains("splot");

            assertThat(run("errors", "words")).isEqualTo(new Outcome(0, "", "words has reported no error\n"));
            assertThat(run("errors", "wrods").code()).isEqualTo(3);
            assertThat(run("kill", "wrods").err()).contains("did you mean 'words'?");
            assertThat(run("kill", "words", "-w", "0", "--wait")).isEqualTo(new Outcome(0, "", "killed words\n"));
            assertThat(run("list").err()).isEqualTo("no topology runs; gale jar deploys one\n");
        });

        assertThat(dev.code()).describedAs(dev.err()).isZero();
    }

    @Test
    void shouldShowWhatABoltHasThrown() throws Exception {
        onCluster(out -> {
            deploy("throwing", "throws");
            Await.until(
                    () -> "the error is known, but only: " + run("errors", "throwing"),
                    () -> run("errors", "throwing").out().contains("no number"));

            String errors = run("errors", "throwing").out();
            assertThat(errors)
                    .contains("count on 127.0.0.1:")
                    .contains("java.lang.NumberFormatException: no number: to be or not to be")
                    .contains("com.acme.words.Broken$Throwing.execute(Broken.java:");
            Json answer = run("errors", "throwing", "-o", "json").json();
            assertThat(answer.text("name")).isEqualTo("throwing");
            assertThat(answer.list("topologyErrors").stream()
                            .filter(error -> error.text("component").equals("count")))
                    .anyMatch(error -> error.text("error").contains("no number"));
            assertThat(run("status", "throwing").out())
                    .contains("count on 127.0.0.1:", "NumberFormatException: no number")
                    .doesNotContain("Broken.java");
            assertThat(run("kill", "throwing", "-w", "0", "--wait").code()).isZero();
        });
    }

    @Test
    void shouldShowTheLastLinesOfAWorkerThatCanNotStart() throws Exception {
        onCluster(out -> {
            deploy("stillborn", "throws", "-c", "topology.worker.childopts=-XX:+NoSuchOption");
            Await.until(
                    () -> "the failure is known, but only: " + run("errors", "stillborn"),
                    () -> run("errors", "stillborn").out().contains("the worker ended"));

            for (String command : List.of("errors", "status")) {
                assertThat(run(command, "stillborn").out())
                        .contains("worker on 127.0.0.1:", "the worker ended: exit code 1")
                        .contains("Unrecognized VM option 'NoSuchOption'")
                        .contains("Could not create the Java Virtual Machine");
            }
            assertThat(run("status", "stillborn").out()).contains("workers 0 of 1");
            assertThat(run("kill", "stillborn", "-w", "0", "--wait").code()).isZero();
        });
    }

    @Test
    void shouldShowThatABoltCanNotBeRead() throws Exception {
        onCluster(out -> {
            deploy("unreadable", "unreadable");
            Await.until(
                    () -> "the failure is known, but only: " + run("errors", "unreadable"),
                    () -> run("errors", "unreadable").out().contains("the dictionary of ACME is missing"));

            assertThat(run("status", "unreadable").out())
                    .contains("count on 127.0.0.1:", "the dictionary of ACME is missing");
        });
    }

    private void deploy(String name, String how, String... options) throws Exception {
        String broken = new TestJar()
                .with(Broken.class)
                .write(directory.resolve("broken.jar"))
                .toString();
        List<String> command = new ArrayList<>(List.of("jar"));
        command.addAll(List.of(options));
        command.addAll(List.of(broken, "com.acme.words.Broken", name, how));
        Outcome deployed = run(command.toArray(String[]::new));
        assertThat(deployed.code()).describedAs(deployed.err()).isZero();
    }

    @Test
    void shouldEndItsWorkersWithTheClusterAndRunThemAgainAtItsNextStart() throws Exception {
        onCluster(out -> {
            Outcome deployed = run("jar", "--wait", jar, "com.acme.words.Main", "words", "1");
            assertThat(deployed.code()).describedAs(deployed.err()).isZero();
            assertThat(workers()).hasSize(1);
        });
        assertThat(workers()).isEmpty();

        onCluster(out -> {
            assertThat(run("list").out()).contains("words  ACTIVE");
            assertThat(run("kill", "words", "-w", "0", "--wait").code()).isZero();
        });
        assertThat(workers()).isEmpty();
    }

    /** This process starts no others. */
    private static List<Long> workers() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
    }
}
