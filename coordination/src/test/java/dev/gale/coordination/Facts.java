package dev.gale.coordination;

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
import dev.gale.coordination.model.WorkerLease;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records to test with. */
public final class Facts {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final CodeHash CODE = new CodeHash("0123456789abcdef".repeat(4));
    public static final CodeHash OTHER_CODE = new CodeHash("fedcba9876543210".repeat(4));

    private Facts() {}

    public static NimbusInfo nimbus(String id) {
        return new NimbusInfo(new NimbusId(id), id + ".example.org", 8_080, "0.1.0", NOON);
    }

    public static SupervisorInfo supervisor(String id) {
        return supervisor(id, NOON);
    }

    public static SupervisorInfo supervisor(String id, Instant startedAt) {
        return new SupervisorInfo(
                new SupervisorId(id),
                id + ".example.org",
                List.of(6_700, 6_701),
                4_096,
                400,
                Map.of("rack", "r1"),
                "0.1.0",
                startedAt);
    }

    public static TopologyInfo topology(String name) {
        return topology(name, name + "-1");
    }

    public static TopologyInfo topology(String name, String id) {
        return new TopologyInfo(
                new TopologyId(id),
                name,
                TopologyStatus.ACTIVE,
                "ada",
                CODE,
                NOON,
                2,
                Map.of("words", 1, "count", 2),
                Optional.empty());
    }

    public static Slot slot(String supervisor, int port) {
        return new Slot(new SupervisorId(supervisor), port);
    }

    /** Two tasks in each slot. */
    public static Assignment assignment(TopologyInfo topology, long epoch, Slot... slots) {
        Map<Slot, List<ExecutorId>> executors = new TreeMap<>();
        Map<SupervisorId, String> hosts = new TreeMap<>();
        for (int i = 0; i < slots.length; i++) {
            executors.put(slots[i], List.of(new ExecutorId(2 * i + 1, 2 * i + 2)));
            hosts.put(slots[i].supervisorId(), slots[i].supervisorId() + ".example.org");
        }
        return Assignment.of(topology.id(), epoch, executors, hosts, CODE);
    }

    public static WorkerLease lease(TopologyInfo topology, long epoch, Slot slot, long pid, Instant startedAt) {
        return new WorkerLease(
                topology.id(), slot, epoch, slot.supervisorId() + ".example.org", slot.port(), pid, startedAt);
    }
}
