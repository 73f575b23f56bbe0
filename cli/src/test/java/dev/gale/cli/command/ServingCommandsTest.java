package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingCommandsTest {
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path home;

    private final String logLevel = System.getProperty("gale.log.level");

    @AfterEach
    void restoreLogLevel() {
        if (logLevel == null) {
            System.clearProperty("gale.log.level");
        }
    }

    private Cli cli() {
        return new Cli(home).inRealTime();
    }

    private String localDir() {
        return "storm.local.dir=" + home.resolve("local");
    }

    @Test
    void shouldRunZooKeeperNimbusAndSupervisorUntilTheyAreStopped() throws Exception {
        Outcome outcome = cli().serve(
                        zooKeeper -> {
                            String servers = "storm.zookeeper.servers="
                                    + Json.parse(zooKeeper).orElseThrow().text("zookeeper");
                            Outcome nimbus = cli().serve(
                                            out -> {
                                                String api = Json.parse(out)
                                                        .orElseThrow()
                                                        .text("api");
                                                Outcome supervisor = cli().serve(
                                                                slots -> assertThat(slots)
                                                                        .isEqualTo("{\"slots\":[6700,6701]}\n"),
                                                                "supervisor",
                                                                "-o",
                                                                "json",
                                                                "-c",
                                                                servers,
                                                                "-c",
                                                                localDir(),
                                                                "-c",
                                                                "supervisor.slots.ports=[6700,6701]");
                                                assertThat(supervisor.code()).isZero();
                                                assertThat(supervisor.err())
                                                        .isEqualTo(
                                                                "supervisor has the slots [6700, 6701]; Ctrl-C stops it\nstopping\n");
                                                assertThat(cli().against(api)
                                                                .run("status")
                                                                .out())
                                                        .contains("NIMBUS");
                                            },
                                            "nimbus",
                                            "-o",
                                            "json",
                                            "-c",
                                            servers,
                                            "-c",
                                            localDir(),
                                            "-c",
                                            "gale.nimbus.api.port=0");
                            assertThat(nimbus.code()).isZero();
                            assertThat(nimbus.err())
                                    .matches(
                                            "nimbus serves its API at http://127\\.0\\.0\\.1:\\d+; Ctrl-C stops it\nstopping\n");
                        },
                        "dev-zookeeper",
                        "--zookeeper-port",
                        "0",
                        "-o",
                        "json",
                        "-c",
                        localDir());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).matches("ZooKeeper listens on 127\\.0\\.0\\.1:\\d+; Ctrl-C stops it\nstopping\n");
        assertThat(home.resolve("local/zookeeper")).isDirectory();
    }

    @Test
    void shouldNotReadTheFileOfWhoeverStartsADaemon() throws Exception {
        Files.createDirectories(home.resolve(".gale"));
        Files.writeString(home.resolve(".gale/gale.yaml"), "topology.workers: none\n");

        Outcome daemon = cli().run("nimbus", "-c", "gale.nimbus.api.host=0.0.0.0", "-c", localDir());
        assertThat(daemon.err()).doesNotContain("topology.workers");

        assertThat(cli().run("list").err()).contains("topology.workers=none");
    }

    @Test
    void shouldRefuseToBeReachableWithoutASecret() {
        for (String daemon : new String[] {"nimbus", "dev"}) {
            Outcome outcome = cli().run(
                            daemon,
                            "-c",
                            "gale.nimbus.api.host=0.0.0.0",
                            "-c",
                            localDir(),
                            "-c",
                            "gale.nimbus.api.port=0");

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .startsWith("gale: " + daemon
                            + " can't start: gale.nimbus.api.host=0.0.0.0 can be reached from other" + " machines")
                    .contains("set gale.api.secret");
        }
        assertThat(cli().run("nimbus", "-c", "gale.api.secret=short", "-c", localDir())
                        .err())
                .contains("gale.api.secret must have at least 16 characters");
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome =
                    cli().run("nimbus", "-c", "gale.nimbus.api.port=" + taken.getLocalPort(), "-c", localDir());

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err())
                    .startsWith("gale: nimbus can't start: can't listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("gale.nimbus.api.port");

            assertThat(cli().run("dev-zookeeper", "--zookeeper-port", "" + taken.getLocalPort(), "-c", localDir())
                            .err())
                    .contains("choose another port, or 0 for any that is free");
        }
    }

    @Test
    void shouldSayWhichArgumentsAreWrong() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThat(cli().run("dev-zookeeper", "--zookeeper-port", "0", "--data", file.toString()))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "gale: dev-zookeeper can't start: " + file
                                + " is a file; ZooKeeper's data needs a directory, name another\n"));
        assertThat(cli().run("dev-zookeeper", "--zookeeper-port", "70000").code())
                .isEqualTo(2);
        assertThat(cli().run("dev", "--slots", "0", "-c", localDir()).err())
                .isEqualTo("gale: dev can't start: --slots must be from 1 to 1000, found 0\n");
        assertThat(cli().run("supervisor", "-c", "supervisor.slots.ports=[0]", "-c", localDir())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void shouldStopWhatRunsWhenTheRestCanNotStart() {
        String[] arguments = {
            "dev",
            "--zookeeper-port",
            "0",
            "--port",
            "0",
            "-c",
            localDir(),
            "-c",
            "gale.supervisor.worker.restart.delay.ms=100",
            "-c",
            "gale.supervisor.worker.restart.delay.ceiling.ms=1"
        };

        Outcome outcome = cli().run(arguments);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("gale: dev can't start: gale.supervisor.worker.restart.delay.ms=100 must");
        assertThat(cli().run(arguments))
                .describedAs("nothing of the first holds the directory")
                .isEqualTo(outcome);
    }

    @Test
    void shouldShowTheClusterOnlyToThoseWhoKnowTheSecret() throws Exception {
        Outcome outcome = cli().serve(
                        out -> {
                            String api = Json.parse(out).orElseThrow().text("api");
                            Outcome stranger = cli().against(api).run("list");
                            assertThat(stranger.code()).isEqualTo(5);
                            assertThat(stranger.err()).contains("gale.api.secret");
                            assertThat(cli().against(api)
                                            .with("GALE_API_SECRET", SECRET)
                                            .run("list"))
                                    .isEqualTo(new Outcome(0, "", "no topology runs; gale jar deploys one\n"));
                        },
                        "dev",
                        "--zookeeper-port",
                        "0",
                        "--port",
                        "0",
                        "--slots",
                        "1",
                        "--data",
                        home.resolve("data").toString(),
                        "-o",
                        "json",
                        "-c",
                        "gale.api.secret=" + SECRET);

        assertThat(outcome.code()).describedAs(outcome.err()).isZero();
    }
}
