package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.FakeNimbus;
import dev.gale.cli.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCommandsTest {
    @TempDir
    Path home;

    private final FakeNimbus nimbus = new FakeNimbus();

    @AfterEach
    void close() {
        nimbus.close();
    }

    private Cli cli() {
        return new Cli(home).against(nimbus);
    }

    @Test
    void shouldListTopologies() {
        nimbus.run("words");
        nimbus.run("clicks");

        Outcome outcome = cli().run("list");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                NAME    STATUS  WORKERS  EXECUTORS  TASKS  UPTIME  ID
                words   ACTIVE        2         14     14  3h 12m  words-1-1795240000
                clicks  ACTIVE        2         14     14  3h 12m  clicks-1-1795240000
                """);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldSayOnStderrThatNothingRuns() {
        Outcome outcome = cli().run("list");

        assertThat(outcome).isEqualTo(new Outcome(0, "", "no topology runs; gale jar deploys one\n"));
    }

    @Test
    void shouldPrintWhatTheApiAnsweredWhenAskedForJson() {
        nimbus.run("words");

        Outcome outcome = cli().run("list", "-o", "json");

        assertThat(outcome.json().list("topologies").get(0).text("id")).isEqualTo("words-1-1795240000");
    }

    @Test
    void shouldColourTheStatusOnATerminalOnly() {
        nimbus.run("words");

        assertThat(cli().run("list").out()).doesNotContain("\u001b");
        assertThat(cli().onTerminal().run("list").out()).contains("\u001b[32mACTIVE\u001b[0m");
        assertThat(cli().onTerminal().with("NO_COLOR", "1").run("list").out()).doesNotContain("\u001b");
        assertThat(cli().onTerminal().with("TERM", "dumb").run("list").out()).doesNotContain("\u001b");
        assertThat(cli().onTerminal().run("list", "--color=never").out()).doesNotContain("\u001b");
        assertThat(cli().run("list", "--color=always").out()).contains("\u001b[32mACTIVE");
    }

    @Test
    void shouldShowTheCluster() {
        nimbus.run("words");

        Outcome outcome = cli().run("status");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("slots: 2 of 4 used, 2 free; executors: 14")
                .contains("host-a  8080  Leader")
                .contains("host-b          4     2  5d")
                .contains("words");
        assertThat(cli().run("status", "-o", "json").json().list("supervisors")).hasSize(1);
    }

    @Test
    void shouldShowATopologyWithItsErrors() {
        nimbus.run("words");
        nimbus.fail("words", "java.lang.NumberFormatException: x\u001b[2J\n\tat Count.execute");

        Outcome outcome = cli().run("status", "words");

        assertThat(outcome.out())
                .contains("workers 1 of 2, executors 14, tasks 14, up 3h 12m")
                .contains("count              2      4        0         0      0       0       0.250")
                .contains("host-b  6700  yes   4711")
                .contains("count on host-a:6700, 12 s ago: java.lang.NumberFormatException: x[2J")
                .doesNotContain("Count.execute");
    }

    @Test
    void shouldShowErrorsInFull() {
        nimbus.run("words");
        assertThat(cli().run("errors", "words").err()).isEqualTo("words has reported no error\n");

        nimbus.fail("words", "java.lang.NumberFormatException: x\n\tat Count.execute");

        assertThat(cli().run("errors", "words").out())
                .isEqualTo("count on host-a:6700, 12 s ago: java.lang.NumberFormatException: x\n\tat Count.execute\n");
        assertThat(cli().run("get-errors", "words", "-o", "json").out()).contains("NumberFormatException");
    }

    @Test
    void shouldShowAnErrorThatRepeatsOnceWithItsCountAndTimes() {
        nimbus.run("words");
        nimbus.fail("words", "java.lang.NumberFormatException: x", 17, 3_600);

        assertThat(cli().run("errors", "words").out())
                .isEqualTo("count on host-a:6700, 12 s ago, 17 times, first 3600 s ago:"
                        + " java.lang.NumberFormatException: x\n");
    }

    @ParameterizedTest
    @CsvSource({"activate,ACTIVE", "deactivate,INACTIVE"})
    void shouldChangeTheStatus(String command, String status) {
        nimbus.run("words");

        Outcome outcome = cli().run(command, "words", "--wait");

        assertThat(outcome).isEqualTo(new Outcome(0, "", command + "d words\n"));
        assertThat(nimbus.orders()).containsExactly("POST /api/v1/topology/words/" + command);
        assertThat(cli().run("list").out()).contains(status);
    }

    @Test
    void shouldLeaveTheWaitToNimbusUnlessToldOtherwise() {
        nimbus.run("a");
        nimbus.run("b");
        nimbus.run("c");

        assertThat(cli().run("kill", "a").code()).isZero();
        assertThat(cli().run("kill", "b", "-w", "10").code()).isZero();
        assertThat(cli().run("kill", "c", "--now", "--wait").code()).isZero();

        assertThat(nimbus.orders())
                .containsExactly(
                        "POST /api/v1/topology/a/kill",
                        "POST /api/v1/topology/b/kill/10",
                        "POST /api/v1/topology/c/kill/0");
    }

    @Test
    void shouldKillTheOthersWhenOneIsUnknown() {
        nimbus.run("a");
        nimbus.run("b");

        Outcome outcome = cli().run("kill", "a", "nobody", "b");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("""
                        killed a
                        gale: no topology named 'nobody'; gale list tells which there are
                        killed b
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "activate", "deactivate", "rebalance", "status", "errors", "monitor"})
    void shouldSuggestTheNearestNameWhenThereIsNoSuchTopology(String command) {
        nimbus.run("wordcount");

        Outcome outcome = cli().run(command, "wordcuont");

        assertThat(outcome)
                .isEqualTo(new Outcome(3, "", "gale: no topology named 'wordcuont'; did you mean 'wordcount'?\n"));
    }

    @Test
    void shouldRebalanceWithStormsFlags() {
        nimbus.run("words");

        Outcome outcome = cli().run("rebalance", "words", "-w", "3", "-n", "4", "-e", "count=2", "-e", "split=3");

        assertThat(outcome.code()).isZero();
        FakeNimbus.Seen order = nimbus.seen().get(nimbus.seen().size() - 1);
        assertThat(order).hasToString("POST /api/v1/topology/words/rebalance/3");
        assertThat(Json.parse(order.body()).orElseThrow().line())
                .isEqualTo("{\"rebalanceOptions\":{\"numWorkers\":4,\"executors\":{\"count\":2,\"split\":3}}}");
        assertThat(order.requestId()).isNotNull();
    }

    @Test
    void shouldTakeNamesThatArePartsOfUrls() {
        nimbus.run("words");

        cli().run("kill", "a b/../c?d", "-w", "0");

        assertThat(nimbus.orders()).containsExactly("POST /api/v1/topology/a%20b%2F..%2Fc%3Fd/kill/0");
    }

    @Test
    void shouldGiveUpWaitingWhenTheTimeIsOver() {
        nimbus.run("words");
        nimbus.answer("/rebalance/", 200, "{\"status\":\"success\"}");
        nimbus.set("words", "status", "REBALANCING");
        Cli cli = cli();

        Outcome outcome = cli.run("rebalance", "words", "-w", "0", "--wait", "--timeout", "10");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                7,
                                "",
                                "gale: words was not rebalanced within 10 s; the order stands, gale status words tells more\n"));
        assertThat(cli.paused()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldReturnWhenWhatItWaitsForHappens() {
        nimbus.run("words");
        nimbus.set("words", "status", "REBALANCING");
        Cli cli = cli().onPause(() -> nimbus.set("words", "status", "ACTIVE"));

        Outcome outcome = cli.run("rebalance", "words", "-w", "0", "--wait");

        assertThat(outcome).isEqualTo(new Outcome(0, "", "rebalanced words\n"));
    }

    @Test
    void shouldShowRatesAsNimbusKnowsThem() {
        nimbus.run("words");
        Cli cli = cli().onPause(() -> nimbus.done("words", 51_000));

        Outcome outcome = cli.run("monitor", "words", "-i", "2", "-n", "2");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                        words  ACTIVE
                        COMPONENT  EXECUTORS  EMITTED/S  EXECUTED/S  ACKED/S  FAILED/S  LATENCY MS
                        lines              2          -           -        -         -       1.500
                        count              2          -           -        -         -       0.250
                        words  ACTIVE
                        COMPONENT  EXECUTORS  EMITTED/S  EXECUTED/S  ACKED/S  FAILED/S  LATENCY MS
                        lines              2          -           -        -         -       1.500
                        count              2      25.0k       1.25M        7         0       0.250
                        """);
        assertThat(cli.paused()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldPrintALineOfJsonPerLook() {
        nimbus.run("words");
        Cli cli = cli().onPause(() -> nimbus.done("words", 51_000));

        Outcome outcome = cli.run("monitor", "words", "-n", "3", "-o", "json", "-m", "count");

        List<Json> components = outcome.out()
                .lines()
                .flatMap(line -> Json.parse(line).orElseThrow().list("components").stream())
                .toList();
        assertThat(components).hasSize(3);
        assertThat(components.get(0).line()).contains("\"component\":\"count\"", "\"ackedPerSec\":null");
        assertThat(components.get(2).line()).contains("\"emittedPerSec\":25000.125", "\"ackedPerSec\":7.4");
    }

    @Test
    void shouldRewriteTheTableOnATerminal() {
        nimbus.run("words");

        Outcome outcome = cli().onTerminal().run("monitor", "words", "-n", "2", "-m", "count", "--color=never");

        assertThat(outcome.out()).containsOnlyOnce("\u001b[3A\u001b[J");
    }

    @ParameterizedTest
    @CsvSource({
        "400,5,bad",
        "401,5,bad",
        "403,5,bad",
        "409,4,bad",
        "413,5,bad",
        "500,1,bad",
        "503,6,bad",
    })
    void shouldTellTheKindOfFailureByTheExitCodeAndTheReasonInNimbussWords(int status, int code, String sentence) {
        nimbus.answer("/summary", status, "{\"error\":\"x\",\"errorMessage\":\"" + sentence + "\"}");

        Outcome outcome = cli().run("list");

        assertThat(outcome).isEqualTo(new Outcome(code, "", "gale: " + sentence + "\n"));
    }

    @Test
    void shouldSayThatSomethingElseIsThereWhenItIsNoNimbus() {
        nimbus.answer("/summary", 200, "<html>");
        assertThat(cli().run("list"))
                .isEqualTo(
                        new Outcome(
                                1,
                                "",
                                "gale: http://" + nimbus.address()
                                        + " answered with something that is not JSON; is that a Nimbus? nimbus.seeds says where they are\n"));

        FakeNimbus other = new FakeNimbus();
        try (other) {
            other.answer("/summary", 418, "teapot");
            assertThat(new Cli(home).against(other).run("list").err())
                    .isEqualTo("gale: http://" + other.address()
                            + " answered 418, not in the way of a Nimbus; nimbus.seeds says where they are\n");
        }
    }

    @Test
    void shouldSayWhereItLookedWhenNobodyAnswers() {
        nimbus.close();

        Outcome outcome = cli().run("list");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                6,
                                "",
                                "gale: no Nimbus can be reached at " + nimbus.address()
                                        + "; check that it runs, and where: nimbus.seeds in conf/gale.yaml, or -c nimbus.seeds=host\n"));
    }
}
