package dev.gale.nimbus.code;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.Registration;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes known which code this Nimbus has, fetches what only others have, and removes what nobody needs. Every Nimbus comes
 * to have all code, so any can lead. Confined to the owner's thread; fetching goes on elsewhere.
 */
public final class CodeKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CodeKeeper.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final ClusterState cluster;
    private final NimbusInfo self;
    private final CodeStore store;
    private final PeerCode peers;
    private final Executor owner;
    private final Executor background;
    private final Clock clock;
    private final Duration unusedFor;
    private final Runnable onChange;

    private final Map<CodeHash, Registration> declared = new HashMap<>();
    private final Set<CodeHash> fetching = new HashSet<>();
    private final Map<CodeHash, Long> retryAtNs = new TreeMap<>();
    /** When each was last needed, by nanoseconds. */
    private final Map<CodeHash, Long> neededAtNs = new HashMap<>();
    /** Removed here as unneeded; not to be fetched again from those who still have it. */
    private final Set<CodeHash> discarded = new HashSet<>();

    private Map<CodeHash, Set<NimbusInfo>> holders = Map.of();
    private Watch watch;
    private boolean closed;

    /**
     * @param owner runs tasks on the owner's thread
     * @param background runs what may block: one task after the other
     * @param unusedFor how long code is kept that no topology needs
     * @param onChange called on the owner's thread when code has come or holders have changed
     */
    public CodeKeeper(
            ClusterState cluster,
            NimbusInfo self,
            CodeStore store,
            PeerCode peers,
            Executor owner,
            Executor background,
            Clock clock,
            Duration unusedFor,
            Runnable onChange) {
        this.cluster = cluster;
        this.self = self;
        this.store = store;
        this.peers = peers;
        this.owner = owner;
        this.background = background;
        this.clock = clock;
        this.unusedFor = unusedFor;
        this.onChange = onChange;
    }

    /** Makes known what is here, and begins to follow what others have. */
    public void start() {
        store.held().forEach(this::declare);
        watch = cluster.codeReplicas().watch(this::onHolders);
    }

    /** Code has come into the store from a client. */
    public void onReceived(CodeHash hash) {
        if (!closed) {
            declare(hash);
            onChange.run();
        }
    }

    private void declare(CodeHash hash) {
        discarded.remove(hash);
        neededAtNs.put(hash, clock.nanoTime());
        declared.computeIfAbsent(hash, unused -> cluster.codeReplicas().declare(self, hash));
    }

    private void onHolders(Map<CodeHash, Set<NimbusInfo>> now) {
        holders = now;
        discarded.retainAll(now.keySet());
        retryAtNs.keySet().retainAll(now.keySet());
        now.keySet().forEach(this::fetchIfMissing);
        onChange.run();
    }

    /** Who has this code, this Nimbus included once the others can see it. */
    public Set<NimbusInfo> holders(CodeHash hash) {
        return holders.getOrDefault(hash, Set.of());
    }

    public Map<CodeHash, Set<NimbusInfo>> holders() {
        return holders;
    }

    private void fetchIfMissing(CodeHash hash) {
        boolean wanted = !store.has(hash) && !discarded.contains(hash);
        if (wanted && !retryAtNs.containsKey(hash) && fetching.add(hash)) {
            List<NimbusInfo> others = holders(hash).stream()
                    .filter(holder -> !holder.id().equals(self.id()))
                    .toList();
            background.execute(() -> fetch(hash, others));
        }
    }

    /** In the background. */
    private void fetch(CodeHash hash, List<NimbusInfo> others) {
        for (NimbusInfo other : others) {
            try {
                peers.fetch(other, hash, store);
                owner.execute(() -> onFetched(hash));
                return;
            } catch (IOException | CodeRefused e) {
                LOG.warn("Could not copy code {} from nimbus {}: {}", hash, other.id(), e.getMessage());
            } catch (InterruptedException e) {
                // The daemon stops; nobody waits for this any more.
                Thread.currentThread().interrupt();
                return;
            }
        }
        owner.execute(() -> onNotFetched(hash));
    }

    private void onFetched(CodeHash hash) {
        fetching.remove(hash);
        if (!closed) {
            LOG.info("Copied code {}", hash);
            declare(hash);
            onChange.run();
        }
    }

    private void onNotFetched(CodeHash hash) {
        fetching.remove(hash);
        retryAtNs.put(hash, clock.nanoTime() + RETRY_PAUSE.toNanos());
    }

    /** Tries again what couldn't be fetched. */
    public int doWork() {
        long nowNs = clock.nanoTime();
        List<CodeHash> due = retryAtNs.entrySet().stream()
                .filter(retry -> retry.getValue() - nowNs <= 0)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(hash -> {
            retryAtNs.remove(hash);
            fetchIfMissing(hash);
        });
        return due.size();
    }

    public long nextDeadlineNs() {
        return retryAtNs.values().stream().mapToLong(Long::longValue).min().orElse(Agent.NEVER);
    }

    /**
     * Removes what hasn't been needed for long.
     *
     * @param needed all code that a topology refers to
     */
    public void removeUnneeded(Set<CodeHash> needed) {
        long nowNs = clock.nanoTime();
        discarded.removeAll(needed);
        for (CodeHash hash : needed) {
            neededAtNs.computeIfPresent(hash, (unused, before) -> nowNs);
            if (holders.containsKey(hash)) {
                fetchIfMissing(hash);
            }
        }
        for (CodeHash hash : store.held()) {
            long unneededNs = nowNs - neededAtNs.getOrDefault(hash, nowNs);
            if (!needed.contains(hash) && unneededNs >= unusedFor.toNanos()) {
                remove(hash);
            }
        }
    }

    private void remove(CodeHash hash) {
        discarded.add(hash);
        neededAtNs.remove(hash);
        Registration registration = declared.remove(hash);
        if (registration != null) {
            registration.close();
        }
        try {
            store.delete(hash);
            LOG.info("Removed code {}, which no topology needs", hash);
        } catch (IOException e) {
            LOG.warn("Could not remove code {}, which no topology needs: {}", hash, e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
        declared.values().forEach(Registration::close);
        declared.clear();
    }
}
