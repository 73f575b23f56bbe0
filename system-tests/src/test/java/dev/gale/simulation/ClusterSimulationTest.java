package dev.gale.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gale.simulation.ClusterRun.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What a cluster holds true whatever befalls its processes and what joins them. A failing seed is named in the message;
 * {@code -Dgale.seed=17} runs that one alone, and with {@code -Dgale.log=INFO} it tells what the daemons say.
 */
class ClusterSimulationTest {
    private static final int SEEDS = Integer.getInteger("gale.seeds", 150);

    @TempDir
    private Path directory;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Level before;

    /** Thousands of connections are lost here, and as many processes. */
    @BeforeEach
    void silence() {
        before = root.getLevel();
        root.setLevel(Level.toLevel(System.getProperty("gale.log", "OFF")));
    }

    @AfterEach
    void restore() {
        root.setLevel(before);
    }

    @Test
    void shouldLoseNothingAndComeToRestWhateverHappened() {
        Long one = Long.getLong("gale.seed");
        long last = one == null ? SEEDS : one;
        long failures = 0;
        for (long seed = one == null ? 1 : one; seed <= last; seed++) {
            failures += run(seed).failures();
        }
        if (one == null) {
            // Otherwise it would be too tame to show anything.
            assertThat(failures).isGreaterThan(10L * SEEDS);
        }
    }

    private Outcome run(long seed) {
        try (ClusterRun run = new ClusterRun(seed, directory.resolve("seed-" + seed))) {
            long startNs = System.nanoTime();
            Outcome outcome = run.run();
            if (Boolean.getBoolean("gale.verbose")) {
                System.out.printf("seed %d: %s in %d ms%n", seed, outcome, (System.nanoTime() - startNs) / 1_000_000);
            }
            return outcome;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + " (-Dgale.seed=" + seed + ") broke", e);
        }
    }
}
