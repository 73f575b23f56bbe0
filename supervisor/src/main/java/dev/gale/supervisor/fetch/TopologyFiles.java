package dev.gale.supervisor.fetch;

import dev.gale.coordination.model.CodeHash;
import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topologies that are on this machine, for all slots: requests for the same one are one fetch, and what no slot has
 * used for a while is removed. Confined to the supervisor's thread; fetching is done by {@code blocking}.
 */
public final class TopologyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TopologyFiles.class);

    private final LocalDirectory directory;
    private final TopologyFetcher fetcher;
    private final Executor blocking;
    private final Executor owner;
    private final Clock clock;
    private final Duration retention;
    private final Map<TopologyVersion, List<Consumer<FetchOutcome>>> underWay = new HashMap<>();
    private final Map<Path, Long> unusedSinceNs = new HashMap<>();

    /**
     * @param owner enqueues for the supervisor's thread
     * @param retention how long what nobody uses is kept
     */
    public TopologyFiles(
            LocalDirectory directory,
            TopologyFetcher fetcher,
            Executor blocking,
            Executor owner,
            Clock clock,
            Duration retention) {
        this.directory = directory;
        this.fetcher = fetcher;
        this.blocking = blocking;
        this.owner = owner;
        this.clock = clock;
        this.retention = retention;
    }

    /** Removes what a crash has left half fetched. Before the first request. */
    public void start() throws IOException {
        for (Path code : LocalDirectory.entries(directory.codes())) {
            for (Path file : LocalDirectory.entries(code)) {
                if (file.getFileName().toString().endsWith(".part")) {
                    PrivateFiles.deleteTree(file);
                }
            }
        }
    }

    /** Has a topology brought here; {@code whenDone} is told later, on the supervisor's thread. */
    public void request(TopologyVersion version, Consumer<FetchOutcome> whenDone) {
        List<Consumer<FetchOutcome>> waiting = underWay.get(version);
        if (waiting != null) {
            waiting.add(whenDone);
            return;
        }
        underWay.put(version, new ArrayList<>(List.of(whenDone)));
        blocking.execute(() -> {
            FetchOutcome outcome = fetch(version);
            owner.execute(() -> underWay.remove(version).forEach(one -> one.accept(outcome)));
        });
    }

    private FetchOutcome fetch(TopologyVersion version) {
        try {
            return fetcher.fetch(version);
        } catch (FetchFailed e) {
            return new FetchOutcome.Failed(e.getMessage());
        } catch (RuntimeException e) {
            // The slots that wait must hear of it, whatever it is.
            LOG.error("fetching {} failed unexpectedly", version, e);
            return new FetchOutcome.Failed(version + " could not be fetched: " + e);
        }
    }

    /**
     * Removes what has been unused for long enough. To be called now and then.
     *
     * @param used what has to stay: submissions and jars
     */
    public void removeUnused(Collection<CodeHash> used) {
        if (!underWay.isEmpty()) {
            // Which jars those need isn't known yet.
            return;
        }
        Set<Path> keep = used.stream().map(directory::code).collect(Collectors.toSet());
        try {
            List<Path> all = LocalDirectory.entries(directory.codes());
            unusedSinceNs.keySet().retainAll(new HashSet<>(all));
            for (Path code : all) {
                if (keep.contains(code)) {
                    unusedSinceNs.remove(code);
                } else if (hasExpired(code)) {
                    LOG.info("removing {}, which no slot has used for {}", code, retention);
                    PrivateFiles.deleteTree(code);
                    unusedSinceNs.remove(code);
                }
            }
        } catch (IOException e) {
            LOG.warn("could not remove what isn't used any more; will be tried again: {}", e.toString());
        }
    }

    private boolean hasExpired(Path code) {
        long nowNs = clock.nanoTime();
        return nowNs - unusedSinceNs.computeIfAbsent(code, path -> nowNs) >= retention.toNanos();
    }
}
