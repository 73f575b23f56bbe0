package dev.gale.nimbus.http;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.nimbus.control.ClusterView;
import dev.gale.nimbus.http.Views.ClusterSummary;
import dev.gale.nimbus.http.Views.NimbusSummary;
import dev.gale.nimbus.http.Views.SupervisorSummary;
import dev.gale.nimbus.http.Views.TopologySummary;
import dev.gale.nimbus.schedule.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What there is to see of the cluster, at one moment. Pure. */
final class Summaries {
    private final ClusterView view;
    private final Instant now;

    Summaries(ClusterView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    ClusterSummary cluster(String version) {
        Collection<SupervisorInfo> supervisors = supervisorInfos();
        int slots =
                supervisors.stream().mapToInt(info -> info.slotPorts().size()).sum();
        int used = usedSlots().size();
        return new ClusterSummary(
                version,
                supervisors.size(),
                view.topologies().size(),
                slots,
                used,
                slots - used,
                view.assignments().values().stream()
                        .mapToInt(Summaries::executors)
                        .sum(),
                view.assignments().values().stream().mapToInt(Summaries::tasks).sum(),
                supervisors.stream().mapToDouble(SupervisorInfo::memoryMb).sum(),
                supervisors.stream().mapToDouble(SupervisorInfo::cpuPercent).sum());
    }

    List<NimbusSummary> nimbuses() {
        List<NimbusSummary> summaries = new ArrayList<>();
        for (NimbusInfo info : view.nimbuses().values()) {
            boolean leads =
                    view.leader().map(leader -> leader.id().equals(info.id())).orElse(false);
            summaries.add(new NimbusSummary(
                    info.host(),
                    info.apiPort(),
                    leads ? "Leader" : "Not a Leader",
                    text(since(info.startedAt())),
                    String.valueOf(since(info.startedAt()).toSeconds()),
                    info.version()));
        }
        return summaries;
    }

    List<SupervisorSummary> supervisors() {
        Set<Slot> used = usedSlots();
        return supervisorInfos().stream()
                .map(info -> {
                    int inUse = (int) used.stream()
                            .filter(slot -> slot.supervisorId().equals(info.id()))
                            .count();
                    return new SupervisorSummary(
                            info.id().value(),
                            info.host(),
                            text(since(info.startedAt())),
                            since(info.startedAt()).toSeconds(),
                            info.slotPorts().size(),
                            inUse,
                            info.slotPorts().size() - inUse,
                            info.memoryMb(),
                            info.cpuPercent(),
                            info.version());
                })
                .toList();
    }

    List<TopologySummary> topologies() {
        return view.topologies().values().stream().map(this::summary).toList();
    }

    TopologySummary summary(TopologyInfo info) {
        Assignment assignment = view.assignments().get(info.id());
        return new TopologySummary(
                info.id().value(),
                encoded(info.id().value()),
                info.name(),
                info.owner(),
                info.status().name(),
                text(since(info.submittedAt())),
                since(info.submittedAt()).toSeconds(),
                assignment == null ? 0 : assignment.slots().size(),
                assignment == null ? 0 : executors(assignment),
                assignment == null ? 0 : tasks(assignment),
                replicas(info),
                schedulerInfo(info));
    }

    /** A configuration without what only its owners should know. */
    static Map<String, Object> masked(Map<String, Object> conf) {
        Map<String, Object> masked = new LinkedHashMap<>();
        conf.forEach((key, value) -> masked.put(key, isSecret(key) && value != null ? "*****" : masked(value)));
        return masked;
    }

    private static Object masked(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((key, part) -> inner.put((String) key, part));
            return masked(inner);
        }
        return value instanceof List<?> list
                ? list.stream().map(Summaries::masked).toList()
                : value;
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("secret")
                || lower.contains("password")
                || lower.contains("credential")
                || lower.contains("token")
                || lower.endsWith("auth.payload");
    }

    private Collection<SupervisorInfo> supervisorInfos() {
        return view.supervisors() == null ? List.of() : view.supervisors().values();
    }

    /** Slots of supervisors that are there. */
    private Set<Slot> usedSlots() {
        Map<SupervisorId, SupervisorInfo> alive = view.supervisors() == null ? Map.of() : view.supervisors();
        Set<Slot> used = new HashSet<>();
        view.assignments()
                .values()
                .forEach(assignment -> assignment.slots().keySet().stream()
                        .filter(slot -> alive.containsKey(slot.supervisorId()))
                        .forEach(used::add));
        return used;
    }

    private int replicas(TopologyInfo info) {
        return view.holders().getOrDefault(info.codeHash(), Set.of()).size();
    }

    /** Null when it runs as was asked for, as far as this Nimbus knows. */
    String schedulerInfo(TopologyInfo info) {
        Outcome outcome = view.outcomes().get(info.id());
        return outcome == null || outcome.reasons().isEmpty() ? null : String.join("; ", outcome.reasons());
    }

    private static int executors(Assignment assignment) {
        return assignment.slots().values().stream().mapToInt(List::size).sum();
    }

    private static int tasks(Assignment assignment) {
        return assignment.slots().values().stream()
                .flatMap(List::stream)
                .mapToInt(Summaries::size)
                .sum();
    }

    static int size(ExecutorId executor) {
        return executor.lastTask() - executor.firstTask() + 1;
    }

    /** Not negative, though clocks differ. */
    Duration since(Instant start) {
        Duration since = Duration.between(start, now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    /** As Storm writes it: {@code 1d 2h 3m 4s}, from the first part that isn't zero. */
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        if (duration.toDays() > 0) {
            text.append(duration.toDays()).append("d ");
        }
        if (duration.toHours() > 0) {
            text.append(duration.toHoursPart()).append("h ");
        }
        if (duration.toMinutes() > 0) {
            text.append(duration.toMinutesPart()).append("m ");
        }
        return text.append(duration.toSecondsPart()).append('s').toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
