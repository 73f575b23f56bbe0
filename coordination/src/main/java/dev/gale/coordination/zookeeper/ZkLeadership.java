package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Leadership;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.NimbusInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The election, by Curator's LeaderLatch: a candidate makes an ephemeral node with the next number, and the one with the
 * lowest number leads. The node holds who the candidate is.
 */
final class ZkLeadership implements Leadership {
    private final ZkConnection connection;
    private final AtomicReference<Candidate> candidate = new AtomicReference<>();

    ZkLeadership(ZkConnection connection) {
        this.connection = connection;
    }

    @Override
    public Candidacy campaign(NimbusInfo self, LeadershipListener listener) {
        Candidate mine = new Candidate(connection, self, listener, ended -> candidate.compareAndSet(ended, null));
        if (!candidate.compareAndSet(null, mine)) {
            throw new IllegalStateException(
                    "nimbus " + self.id() + " is a candidate already; close that candidacy first");
        }
        connection.add(mine);
        return mine;
    }

    @Override
    public Optional<NimbusInfo> leader() {
        return connection.call("find the leader", () -> {
            String directory = connection.nodes().leader();
            List<String> candidates = connection.children(directory).stream()
                    .sorted(Comparator.comparingLong(Candidate::number))
                    .toList();
            for (String node : candidates) {
                Optional<Node> found = connection.read(directory + "/" + node);
                // Gone since the listing: the next one leads.
                if (found.isPresent()) {
                    return Optional.of(RecordJson.read(found.get().data(), NimbusInfo.class));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Watch watchLeader(Consumer<Optional<NimbusInfo>> onLeader) {
        RecordView<NimbusInfo, Optional<NimbusInfo>> view = new RecordView<>(
                connection,
                connection.nodes().leader(),
                RecordView.Extent.CHILDREN,
                json -> RecordJson.read(json, NimbusInfo.class),
                candidates -> candidates.entrySet().stream()
                        .min(Comparator.comparingLong(entry -> Candidate.number(entry.getKey())))
                        .map(Map.Entry::getValue),
                onLeader);
        connection.add(view);
        return view;
    }
}
