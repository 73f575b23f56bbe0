package dev.gale.local.submit;

import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs programs that submit topologies as if they had a cluster. */
public final class LocalMode {
    private LocalMode() {}

    /** As {@link #withLocalModeOverride(Callable, long, Map)}, without further configuration. */
    public static <T> T withLocalModeOverride(Callable<T> go, long ttlSecs) throws Exception {
        return withLocalModeOverride(go, ttlSecs, Map.of());
    }

    /**
     * Calls {@code go}; what it submits through {@link StormSubmitter} runs in a local cluster. Then waits until its
     * topologies have run for {@code ttlSecs} seconds or none runs any more, and closes the cluster.
     *
     * @param ttlSecs counted from the return of {@code go}
     * @param conf for all topologies; their own wins
     * @return what {@code go} returned
     * @throws Exception what {@code go} throws; InterruptedException when interrupted while waiting
     */
    @SuppressWarnings("try") // the scope is in force while it is open
    public static <T> T withLocalModeOverride(Callable<T> go, long ttlSecs, Map<String, Object> conf) throws Exception {
        try (LocalRun run = new LocalRun(conf);
                SubmissionTarget.Scope scope = StormSubmitter.withTarget(run)) {
            T result = go.call();
            run.awaitEnd(Duration.ofSeconds(ttlSecs));
            return result;
        }
    }
}
