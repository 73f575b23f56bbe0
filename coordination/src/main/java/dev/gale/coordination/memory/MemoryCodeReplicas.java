package dev.gale.coordination.memory;

import dev.gale.coordination.CodeReplicas;
import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who has which code is who has a session that says so. */
final class MemoryCodeReplicas implements CodeReplicas {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;

    MemoryCodeReplicas(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public Registration declare(NimbusInfo self, CodeHash hash) {
        MemoryRegistration<CodeHolder, NimbusInfo> registration = new MemoryRegistration<>(
                client, cluster.code, new CodeHolder(hash, self.id()), self, new Unconcerned());
        client.add(registration);
        return registration;
    }

    /** A Nimbus that was replaced hears so from its own registration. */
    private static final class Unconcerned implements RegistrationListener {
        @Override
        public void onRegistered() {}

        @Override
        public void onDisplaced(String by) {}
    }

    @Override
    public Set<NimbusInfo> holders(CodeHash hash) {
        return client.call("find who has code " + hash, () -> byHash().getOrDefault(hash, Set.of()));
    }

    @Override
    public Watch watch(Consumer<Map<CodeHash, Set<NimbusInfo>>> onHolders) {
        return client.watch(this::byHash, onHolders);
    }

    private Map<CodeHash, Set<NimbusInfo>> byHash() {
        Map<CodeHash, Set<NimbusInfo>> byHash = new TreeMap<>();
        cluster.code.forEach((holder, held) ->
                byHash.computeIfAbsent(holder.hash(), unused -> new HashSet<>()).add(held.value()));
        byHash.replaceAll((hash, found) -> Collections.unmodifiableSet(found));
        return Collections.unmodifiableMap(byHash);
    }
}
