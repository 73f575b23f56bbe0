package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Membership;
import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Incarnation;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** An ephemeral node for each daemon, with what it says about itself. */
final class ZkMembership implements Membership {
    private final ZkConnection connection;
    private final Records records;

    ZkMembership(ZkConnection connection) {
        this.connection = connection;
        this.records = new Records(connection);
    }

    @Override
    public Registration registerNimbus(NimbusInfo self, RegistrationListener listener) {
        return register(connection.nodes().nimbus(self.id()), self, NimbusInfo.class, listener);
    }

    @Override
    public Registration registerSupervisor(SupervisorInfo self, RegistrationListener listener) {
        return register(connection.nodes().supervisor(self.id()), self, SupervisorInfo.class, listener);
    }

    private <T extends Incarnation> Registration register(
            String path, T self, Class<T> type, RegistrationListener listener) {
        EphemeralRegistration<T> registration = new EphemeralRegistration<>(connection, path, self, type, listener);
        connection.add(registration);
        return registration;
    }

    @Override
    public Map<NimbusId, NimbusInfo> nimbuses() {
        return connection.call(
                "list nimbuses", () -> records.all(connection.nodes().nimbuses(), NimbusInfo.class, NimbusInfo::id));
    }

    @Override
    public Map<SupervisorId, SupervisorInfo> supervisors() {
        return connection.call(
                "list supervisors",
                () -> records.all(connection.nodes().supervisors(), SupervisorInfo.class, SupervisorInfo::id));
    }

    @Override
    public Watch watchNimbuses(Consumer<Map<NimbusId, NimbusInfo>> onNimbuses) {
        return watch(connection.nodes().nimbuses(), NimbusInfo.class, NimbusInfo::id, onNimbuses);
    }

    @Override
    public Watch watchSupervisors(Consumer<Map<SupervisorId, SupervisorInfo>> onSupervisors) {
        return watch(connection.nodes().supervisors(), SupervisorInfo.class, SupervisorInfo::id, onSupervisors);
    }

    private <K, R> Watch watch(String path, Class<R> type, Function<R, K> key, Consumer<Map<K, R>> consumer) {
        return records.watchChildren(
                path, json -> RecordJson.read(json, type), found -> Records.byKey(found.values(), key), consumer);
    }
}
