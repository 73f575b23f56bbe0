package dev.gale.coordination.memory;

import dev.gale.coordination.Membership;
import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.Incarnation;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who is alive is who has a session that says so. */
final class MemoryMembership implements Membership {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;

    MemoryMembership(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public Registration registerNimbus(NimbusInfo self, RegistrationListener listener) {
        return register(cluster.nimbuses, self.id(), self, listener);
    }

    @Override
    public Registration registerSupervisor(SupervisorInfo self, RegistrationListener listener) {
        return register(cluster.supervisors, self.id(), self, listener);
    }

    private <K, T extends Incarnation> Registration register(
            Map<K, Held<T>> facts, K key, T self, RegistrationListener listener) {
        MemoryRegistration<K, T> registration = new MemoryRegistration<>(client, facts, key, self, listener);
        client.add(registration);
        return registration;
    }

    @Override
    public Map<NimbusId, NimbusInfo> nimbuses() {
        return client.call("list nimbuses", () -> values(cluster.nimbuses));
    }

    @Override
    public Map<SupervisorId, SupervisorInfo> supervisors() {
        return client.call("list supervisors", () -> values(cluster.supervisors));
    }

    @Override
    public Watch watchNimbuses(Consumer<Map<NimbusId, NimbusInfo>> onNimbuses) {
        return client.watch(() -> values(cluster.nimbuses), onNimbuses);
    }

    @Override
    public Watch watchSupervisors(Consumer<Map<SupervisorId, SupervisorInfo>> onSupervisors) {
        return client.watch(() -> values(cluster.supervisors), onSupervisors);
    }

    static <K, T> Map<K, T> values(Map<K, Held<T>> held) {
        Map<K, T> values = new TreeMap<>();
        held.forEach((key, fact) -> values.put(key, fact.value()));
        return Collections.unmodifiableMap(values);
    }
}
