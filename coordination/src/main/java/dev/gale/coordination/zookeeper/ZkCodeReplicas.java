package dev.gale.coordination.zookeeper;

import dev.gale.coordination.CodeReplicas;
import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ephemeral node for each code and Nimbus that has it, with what the Nimbus says about itself. */
final class ZkCodeReplicas implements CodeReplicas {
    private static final Logger LOG = LoggerFactory.getLogger(ZkCodeReplicas.class);

    private final ZkConnection connection;
    private final Records records;

    ZkCodeReplicas(ZkConnection connection) {
        this.connection = connection;
        this.records = new Records(connection);
    }

    @Override
    public Registration declare(NimbusInfo self, CodeHash hash) {
        String path = connection.nodes().code(hash, self.id());
        EphemeralRegistration<NimbusInfo> registration =
                new EphemeralRegistration<>(connection, path, self, NimbusInfo.class, new Unconcerned(path));
        connection.add(registration);
        return registration;
    }

    /** A Nimbus that was replaced hears so from its own registration. */
    private record Unconcerned(String path) implements RegistrationListener {
        @Override
        public void onRegistered() {
            LOG.debug("{} is known", path);
        }

        @Override
        public void onDisplaced(String by) {
            LOG.warn("{} now belongs to {}", path, by);
        }
    }

    @Override
    public Set<NimbusInfo> holders(CodeHash hash) {
        return connection.call("find who has code " + hash, () -> {
            Set<NimbusInfo> holders = new HashSet<>();
            String directory = connection.nodes().code();
            for (String child : connection.children(directory)) {
                if (child.startsWith(hash + ":")) {
                    Optional<Node> node = connection.read(directory + "/" + child);
                    node.ifPresent(found -> holders.add(RecordJson.read(found.data(), NimbusInfo.class)));
                }
            }
            return Collections.unmodifiableSet(holders);
        });
    }

    @Override
    public Watch watch(Consumer<Map<CodeHash, Set<NimbusInfo>>> onHolders) {
        return records.watchChildren(
                connection.nodes().code(),
                json -> RecordJson.read(json, NimbusInfo.class),
                ZkCodeReplicas::byHash,
                onHolders);
    }

    private static Map<CodeHash, Set<NimbusInfo>> byHash(Map<String, NimbusInfo> holders) {
        Map<CodeHash, Set<NimbusInfo>> byHash = new TreeMap<>();
        holders.forEach((node, holder) -> byHash.computeIfAbsent(ZNodes.hashOf(node), unused -> new HashSet<>())
                .add(holder));
        byHash.replaceAll((hash, found) -> Collections.unmodifiableSet(found));
        return Collections.unmodifiableMap(byHash);
    }
}
