package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.words.Fails;
import com.acme.words.Idle;
import com.acme.words.Main;
import com.acme.words.NeedsLibrary;
import com.acme.words.Swallows;
import com.acme.words.WithProgress;
import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.FakeNimbus;
import dev.gale.cli.TestJar;
import dev.gale.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCommandTest {
    @TempDir
    Path directory;

    private final FakeNimbus nimbus = new FakeNimbus();
    private String jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = new TestJar()
                .with(Main.class, WithProgress.class, Swallows.class, Idle.class, Fails.class)
                .with("com.acme.words.Words")
                .with("com.acme.words.WithProgress$1")
                .mainClass(Idle.class.getName())
                .write(directory.resolve("words.jar"))
                .toString();
    }

    @AfterEach
    void close() {
        nimbus.close();
    }

    private Outcome run(String... arguments) {
        return new Cli(directory).against(nimbus).run(arguments);
    }

    @Test
    void shouldUploadTheJarAndSubmitWhatMainMakes() throws IOException {
        Outcome outcome = run("jar", jar, "com.acme.words.Main", "words", "3", "--mine", "-o");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("uploaded words.jar, " + Files.size(Path.of(jar)) + " bytes")
                .endsWith("submitted words-1-1795240000\n");
        Submission submission = nimbus.submission("words");
        assertThat(submission.topology().get_bolts()).containsOnlyKeys("split", "count");
        assertThat(submission.conf()).containsEntry("topology.workers", 3L);
        assertThat(nimbus.code(submission.codeHash())).isEqualTo(Files.readAllBytes(Path.of(jar)));
        assertThat(System.getProperty("com.acme.arguments")).isEqualTo("words 3 --mine -o");
        assertThat(System.getProperty("com.acme.loader"))
                .describedAs("the program's classes come from the jar, and see none of ours")
                .isEqualTo("program");
    }

    @Test
    void shouldUploadOnlyOnce() {
        run("jar", jar, "com.acme.words.Main", "words");
        Outcome outcome = run("jar", jar, "com.acme.words.Main", "words2");

        assertThat(outcome.err()).startsWith("the cluster has words.jar already");
        assertThat(nimbus.orders().stream().filter(order -> order.startsWith("PUT")))
                .hasSize(1);
    }

    @Test
    void shouldSubmitOnceWhenAnswersAreLost() {
        nimbus.loseAnswers("PUT", 1);
        nimbus.loseAnswers("POST", 2);

        Outcome outcome = run("jar", jar, "com.acme.words.Main", "words");

        assertThat(outcome.code()).isZero();
        assertThat(nimbus.executed()).isEqualTo(1);
        assertThat(nimbus.orders()).hasSize(5);
    }

    @Test
    void shouldGiveTheTopologyWhatTheCommandLineSetsBelowWhatItSetsItself() throws IOException {
        Path file = Files.writeString(
                directory.resolve("gale.yaml"), "topology.message.timeout.secs: 5\nmine: not a topology's\n");

        Outcome outcome = run(
                "jar",
                "--config",
                file.toString(),
                "-c",
                "topology.workers=9",
                jar,
                "com.acme.words.Main",
                "words",
                "2",
                "-c",
                "topology.debug=true",
                "--",
                "-c",
                "own");

        assertThat(outcome.code()).isZero();
        assertThat(nimbus.submission("words").conf())
                .containsEntry("topology.workers", 2L)
                .containsEntry("topology.debug", true)
                .containsEntry("topology.message.timeout.secs", 5L)
                .doesNotContainKey("mine");
        assertThat(System.getProperty("com.acme.arguments")).isEqualTo("words 2 -c own");
        assertThat(outcome.err()).contains("words: the program sets topology.workers=2, which wins over 9");
    }

    @Test
    void shouldTellProgressToTheProgramThatAsks() {
        Outcome outcome = run("jar", jar, "com.acme.words.WithProgress");

        assertThat(outcome.code()).isZero();
        assertThat(System.getProperty("com.acme.progress")).isEqualTo("start all completed");
        assertThat(nimbus.submission("sleeper").initialStatus()).isEqualTo(Submission.InitialStatus.INACTIVE);
    }

    @Test
    void shouldEndWithConflictWhenTheNameIsInUse() {
        nimbus.run("words");

        Outcome outcome = run("jar", jar, "com.acme.words.Main", "words");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).endsWith("gale: a topology named words runs already; kill it or take another name\n");
    }

    @Test
    void shouldEndWithFailureThoughTheProgramKeepsTheRefusalToItself() {
        nimbus.run("taken");

        Outcome outcome = run("jar", jar, "com.acme.words.Swallows");

        assertThat(System.getProperty("com.acme.swallowed")).isEqualTo("dev.gale.generated.AlreadyAliveException");
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).contains("gale: a topology named taken runs already");
    }

    @Test
    void shouldEndWithRefusalWhenTheTopologyIsInvalid() {
        Outcome outcome = run("jar", jar, "com.acme.words.Main", "invalid");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).endsWith("gale: bolt count subscribes to nothing; remove it\n");
    }

    @Test
    void shouldEndWithRefusalWhenTheSecretIsMissing() {
        nimbus.requireSecret("hush");

        assertThat(run("jar", jar, "com.acme.words.Main", "words").code()).isEqualTo(5);
        assertThat(run("jar", "-c", "gale.api.secret=hush", jar, "com.acme.words.Main", "words")
                        .code())
                .isZero();
    }

    @Test
    void shouldEndWithUnreachableWhenThereIsNoCluster() {
        nimbus.close();

        Outcome outcome = run("jar", jar, "com.acme.words.Main", "words");

        assertThat(outcome.code()).isEqualTo(6);
        assertThat(outcome.err()).startsWith("gale: no Nimbus can be reached at ");
    }

    @Test
    void shouldShowTheProgramsExceptionWhenItFails() {
        Outcome outcome = run("jar", jar, "com.acme.words.Fails");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("gale: com.acme.words.Fails failed:\njava.lang.IllegalStateException: the sky fell\n")
                .contains("com.acme.words.Fails.main(Fails.java");
    }

    @Test
    void shouldRunTheClassOfTheManifestAndSayThatItSubmittedNothing() {
        Outcome outcome = run("jar", jar);

        assertThat(outcome)
                .isEqualTo(new Outcome(0, "", "gale: com.acme.words.Idle ended without having submitted a topology\n"));
    }

    @Test
    void shouldWaitUntilTheTopologyHasItsWorkersAndPrintItsId() {
        Outcome outcome = run("jar", "--wait", "-o", "json", jar, "com.acme.words.Main", "words");

        assertThat(outcome.err()).endsWith("words runs\n");
        assertThat(outcome.out()).contains("\"id\" : \"words-1-1795240000\"");
    }

    @Test
    void shouldRefuseBeforeAnythingRunsWhenTheJarLacksSomething() throws IOException {
        Path lacking = new TestJar().with(NeedsLibrary.class).write(directory.resolve("lacking.jar"));

        Outcome outcome = run("jar", lacking.toString(), "com.acme.words.NeedsLibrary");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err())
                .isEqualTo(
                        "gale: com.acme.words.NeedsLibrary refers to org.example.library.Library, which is neither in "
                                + lacking
                                + " nor part of Java or Gale; add the library that has it to the jar; --skip-check runs it all the same\n");
        assertThat(nimbus.seen()).isEmpty();

        Outcome forced = run("jar", "--skip-check", lacking.toString(), "com.acme.words.NeedsLibrary");
        assertThat(forced.code()).isEqualTo(1);
        assertThat(forced.err())
                .isEqualTo(
                        "gale: com.acme.words.NeedsLibrary needs the class org.example.library.Library, which is not in"
                                + " lacking.jar; add the library that has it to the jar\n");
    }

    @Test
    void shouldSayThatThereIsNoSuchJarOrClass() {
        assertThat(run("jar", directory.resolve("none.jar").toString(), "com.acme.Main"))
                .isEqualTo(new Outcome(3, "", "gale: there is no file " + directory.resolve("none.jar") + "\n"));
        assertThat(run("jar", jar, "com.acme.Main"))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        "gale: there is no class com.acme.Main in " + jar + "; did you mean com.acme.words.Main?\n"));
    }

    @Test
    void shouldDrawABarOnATerminalOnly() {
        // The bar is drawn on the process's own stderr, so here it only must not get in the way.
        Outcome outcome = new Cli(directory)
                .against(nimbus)
                .onTerminal()
                .run("jar", "--color=never", jar, "com.acme.words.Main", "words");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("\r");
    }
}
