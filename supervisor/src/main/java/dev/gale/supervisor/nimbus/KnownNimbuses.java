package dev.gale.supervisor.nimbus;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which Nimbuses there are, as last heard: it holds on while ZooKeeper is away. Written by the supervisor's thread, read by
 * those that ask them.
 */
public final class KnownNimbuses {
    private volatile Map<NimbusId, NimbusInfo> alive = Map.of();
    private volatile Map<CodeHash, Set<NimbusInfo>> holders = Map.of();
    private volatile Optional<NimbusInfo> leader = Optional.empty();

    public void onNimbuses(Map<NimbusId, NimbusInfo> nimbuses) {
        alive = Map.copyOf(nimbuses);
    }

    public void onHolders(Map<CodeHash, Set<NimbusInfo>> byCode) {
        holders = Map.copyOf(byCode);
    }

    public void onLeader(Optional<NimbusInfo> leads) {
        leader = leads;
    }

    /** Those that have said that they have the code, then the others: they may have got it since. */
    public List<NimbusInfo> forCode(CodeHash hash) {
        return withOthers(holders.getOrDefault(hash, Set.of()));
    }

    /** The leader, then the others: they may know of another one. */
    public List<NimbusInfo> leaderFirst() {
        return withOthers(leader.map(Set::of).orElse(Set.of()));
    }

    private List<NimbusInfo> withOthers(Set<NimbusInfo> first) {
        Set<NimbusInfo> all = new LinkedHashSet<>(first);
        all.addAll(alive.values());
        return new ArrayList<>(all);
    }
}
