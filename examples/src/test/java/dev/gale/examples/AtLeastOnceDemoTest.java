package dev.gale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.gale.Config;
import dev.gale.examples.atleastonce.Ledger;
import dev.gale.examples.atleastonce.NumberedLines;
import dev.gale.examples.atleastonce.Proof;
import dev.gale.examples.atleastonce.Trouble.Kind;
import dev.gale.examples.atleastonce.Troubles;
import dev.gale.examples.lines.LineProgress;
import dev.gale.examples.run.LocalRef;
import dev.gale.examples.run.StopSignal;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import dev.gale.spout.TupleFailure.Reason;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GaleTest
@Timeout(120)
class AtLeastOnceDemoTest {
    private static final int LINES = 200;

    /** A line with this much trouble needs a few attempts; so many timeouts in a row never happen. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static Outcome run(String... arguments) {
        return Outcome.of(new AtLeastOnceDemo(new StopSignal()), arguments);
    }

    @Seeds(30)
    void shouldDeliverEveryLineUnderEveryInterleaving(TopologyDriver driver, long seed) throws Exception {
        Troubles troubles = new Troubles(seed, 0.15, 0.1, 0.1);
        Ledger ledger = new Ledger();
        Config conf = AtLeastOnceDemo.defaults();
        conf.setNumWorkers((int) (1 + seed % 3));
        try (LocalRef<Troubles> troublesRef = LocalRef.to(troubles);
                LocalRef<Ledger> ledgerRef = LocalRef.to(ledger)) {
            driver.submit(conf, AtLeastOnceDemo.topology(new NumberedLines(LINES), 2, troublesRef, ledgerRef));
            Duration passed = Duration.ZERO;
            while (!LineProgress.isDone(spout(driver), metrics(driver)) && passed.compareTo(LONGEST) < 0) {
                driver.advance(Duration.ofMillis(100));
                passed = passed.plusMillis(100);
            }

            Proof proof = new Proof(LINES, ledger, LineProgress.replays(metrics(driver)), spout(driver));
            assertThat(proof.contradictions()).isEmpty();
            assertThat(ledger.deliveries()).isGreaterThan(LINES);
            // Time stands still while anything can run, so nothing but what was swallowed times out.
            assertThat(proof.replays())
                    .containsEntry(Reason.EXPLICIT, troubles.dealt(Kind.FAIL))
                    .containsEntry(Reason.EXCEPTION, troubles.dealt(Kind.THROW))
                    .containsEntry(Reason.TIMEOUT, troubles.dealt(Kind.SWALLOW));
        }
    }

    private static ComponentStats spout(TopologyDriver driver) {
        return driver.stats().component(AtLeastOnceDemo.LINES);
    }

    private static MetricRegistry metrics(TopologyDriver driver) throws Exception {
        return driver.cluster().metrics("driven");
    }

    @Test
    void shouldShowItOnThreads() {
        Outcome outcome = run("--lines", "2000", "--parallelism", "2", "--workers", "2", "--seed", "4");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().get(0)).startsWith("trouble made: ");
        assertThat(outcome.out().get(1)).contains(" replays: ", "explicit ", "exception ", "timeout ");
        // How many deliveries more than lines depends on the machine: what waits too long is replayed too.
        assertThat(outcome.out().get(2)).matches("2,000 lines, 2,000 acked, [2-9]\\d*,[0-9,]+ deliveries, 0 missing");
        assertThat(outcome.out()).endsWith("OK every line was counted at least once");
    }

    @Test
    void shouldReplayNothingWhenThereIsNoTrouble() {
        Outcome outcome = run(
                "--lines",
                "500",
                "--fail",
                "0",
                "--throw",
                "0",
                "--swallow",
                "0",
                "-c",
                Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS + "=60000");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("0 replays", "500 lines, 500 acked, 500 deliveries, 0 missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fail=1", "--swallow=-0.1", "--throw=0.96", "--lines=0", "--fail=x"})
    void shouldSayOneSentenceWhenAnArgumentIsBad(String argument) {
        Outcome outcome = run(argument);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEqualTo(List.of());
        assertThat(outcome.err()).singleElement().asString().startsWith("at-least-once: ");
    }
}
