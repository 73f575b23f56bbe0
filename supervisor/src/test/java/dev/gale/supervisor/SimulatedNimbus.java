package dev.gale.supervisor;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The leader of a cluster: writes assignments as a test says. */
final class SimulatedNimbus {
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final Map<TopologyId, Long> epochs = new HashMap<>();
    private final ClusterState client;
    private LeaderTerm term;

    SimulatedNimbus(InMemoryCluster cluster, int apiPort) {
        this(callbacks -> cluster.newClient("nimbus", callbacks), apiPort);
    }

    /** @param connect makes its client, given the executor for callbacks */
    SimulatedNimbus(Function<Executor, ClusterState> connect, int apiPort) {
        NimbusInfo self = new NimbusInfo(new NimbusId("n1"), "127.0.0.1", apiPort, "test", Instant.EPOCH);
        client = connect.apply(mailbox::add);
        client.start();
        client.membership().registerNimbus(self, new Ignoring());
        client.leadership().campaign(self, new LeadershipListener() {
            @Override
            public void onGained(LeaderTerm gained) {
                term = gained;
            }

            @Override
            public void onLost() {
                throw new AssertionError("nobody else leads");
            }
        });
        Await.until(
                () -> {
                    for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
                        task.run();
                    }
                    return term != null;
                },
                () -> "not elected");
    }

    void close() {
        client.close();
    }

    Map<SupervisorId, SupervisorInfo> supervisors() {
        return client.membership().supervisors();
    }

    /** Makes another supervisor known. */
    void register(SupervisorInfo supervisor) {
        client.membership().registerSupervisor(supervisor, new Ignoring());
    }

    void assign(String topology, CodeHash code, Slot... slots) {
        assign(topology, code, List.of(slots));
    }

    /** Puts a topology into these slots, and nowhere else. */
    void assign(String topology, CodeHash code, List<Slot> slots) {
        Map<Slot, List<ExecutorId>> executors = new TreeMap<>();
        slots.forEach(slot -> executors.put(slot, List.of(new ExecutorId(executors.size() + 1, executors.size() + 1))));
        assign(topology, code, executors);
    }

    /** Says of each slot what runs there. */
    void assign(String topology, CodeHash code, Map<Slot, List<ExecutorId>> executors) {
        TopologyId id = new TopologyId(topology);
        if (!epochs.containsKey(id)) {
            client.topologies()
                    .create(
                            term,
                            new TopologyInfo(
                                    id,
                                    topology,
                                    TopologyStatus.ACTIVE,
                                    "ada",
                                    code,
                                    Instant.EPOCH,
                                    1,
                                    Map.of(),
                                    Optional.empty()));
        }
        Map<SupervisorId, String> hosts = new TreeMap<>();
        executors.keySet().forEach(slot -> hosts.put(slot.supervisorId(), "127.0.0.1"));
        client.assignments().write(term, Assignment.of(id, epochs.merge(id, 1L, Long::sum), executors, hosts, code));
    }

    /** Removes a topology with its assignment. */
    void remove(String topology) {
        client.topologies().remove(term, new TopologyId(topology));
        epochs.remove(new TopologyId(topology));
    }
}
