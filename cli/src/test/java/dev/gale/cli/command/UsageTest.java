package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.outcome.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {
    private static final List<String> COMMANDS = List.of(
            "jar",
            "local",
            "validate",
            "list",
            "status",
            "errors",
            "monitor",
            "activate",
            "deactivate",
            "rebalance",
            "kill",
            "config",
            "nimbus",
            "supervisor",
            "dev",
            "dev-zookeeper",
            "version",
            "completion");

    @TempDir
    Path home;

    private Outcome run(String... arguments) {
        return new Cli(home).run(arguments);
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommand(String command) {
        Outcome outcome = run(command, "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Usage: gale " + command).contains("-c=KEY=VALUE", "--output");
    }

    @Test
    void shouldListEveryCommandWhenAskedForHelp() {
        Outcome outcome = run("--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains(COMMANDS).contains("gale jar words.jar com.acme.Words");
    }

    @Test
    void shouldExplainOnStderrWhenNoCommandIsGiven() {
        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Usage: gale");
    }

    @Test
    void shouldSuggestACommandWhenItIsMistyped() {
        Outcome outcome = run("lsit");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("gale: there is no command 'lsit'; did you mean list?; gale --help tells what there is\n");
    }

    @Test
    void shouldSuggestAnOptionWhenItIsMistyped() {
        Outcome outcome = run("kill", "words", "--wait-time-sec", "3");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("did you mean --wait-time-secs")
                .endsWith("gale kill --help tells what there is\n");
    }

    @Test
    void shouldRefuseWrongArguments() {
        assertThat(run("kill").code()).isEqualTo(2);
        assertThat(run("kill", "words", "-w", "soon").code()).isEqualTo(2);
        assertThat(run("kill", "words", "-w", "-1").err()).contains("-w must be 0 or more seconds, found -1");
        assertThat(run("rebalance", "words", "-n", "0").err()).contains("-n 0 must be 1 or more");
        assertThat(run("rebalance", "words", "-e", "count").code()).isEqualTo(2);
        assertThat(run("monitor", "words", "-i", "0").code()).isEqualTo(2);
        assertThat(run("list", "-o", "xml").code()).isEqualTo(2);
        assertThat(run("completion", "fish").code()).isEqualTo(2);
        assertThat(run("list", "-c", "nimbus.seeds=http://a/b").err())
                .contains(
                        "nimbus.seeds must be written host, host:port, http://host:port or https://host:port, found \"http://a/b\"");
    }

    @Test
    void shouldTellTheVersion() {
        assertThat(run("version").out()).matches("gale \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n");
        assertThat(run("--version").out()).startsWith("gale ");
        assertThat(run("version", "-o", "json").json().text("gale")).isNotEmpty();
    }

    @Test
    void shouldWriteACompletionScriptWithAllCommands() {
        Outcome outcome = run("completion", "bash");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("#!/usr/bin/env bash").contains(COMMANDS);
    }

    @Test
    void shouldDocumentEveryCommandAndExitCode() throws Exception {
        String document = Files.readString(Path.of(System.getProperty("gale.repository.root"), "docs", "cli.md"));

        assertThat(COMMANDS).allSatisfy(command -> assertThat(document).contains("`" + command));
        for (ExitCode code : ExitCode.values()) {
            assertThat(document).contains("| " + code.code() + " | " + code.meaning() + " |");
        }
    }
}
