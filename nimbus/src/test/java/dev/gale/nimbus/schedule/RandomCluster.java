package dev.gale.nimbus.schedule;

import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A cluster to which random things happen, a few at a time. The same seed gives the same events. */
final class RandomCluster {
    /** What may occur in it. */
    enum Shape {
        /** Supervisors come and go, topologies are submitted, rebalanced, killed. Nothing restricts who runs where. */
        PLAIN,
        /** Also, executors ask for memory and CPU, and capacities change. */
        RESOURCES,
        /** Also, topologies are isolated, and supervisors blacklisted and drained. */
        EVERYTHING
    }

    private static final List<String> COMPONENTS = List.of("spout", "split", "count", "join", "sink");

    private final Random random;
    private final Shape shape;
    private final ScheduledCluster cluster = new ScheduledCluster();
    /** Enough for any topology to be made a little different again and again. */
    private int submitted;
    /** Not in every cluster: much can be said only of those where nobody is isolated. */
    private final boolean isolates;

    RandomCluster(long seed, Shape shape) {
        this.random = new Random(seed);
        this.shape = shape;
        this.isolates = shape == Shape.EVERYTHING && random.nextBoolean();
        int supervisors = random.nextInt(7);
        for (int i = 0; i < supervisors; i++) {
            addSupervisor(i);
        }
        int topologies = 1 + random.nextInt(4);
        for (int i = 0; i < topologies; i++) {
            submit();
        }
    }

    ScheduledCluster cluster() {
        return cluster;
    }

    /** Lets some things happen; nothing is scheduled. */
    void disturb() {
        int events = random.nextInt(3);
        for (int i = 0; i < events; i++) {
            disturbOnce();
        }
    }

    private void disturbOnce() {
        switch (random.nextInt(8)) {
            case 0, 1 -> addSupervisor(random.nextInt(8));
            case 2, 3 -> anyOf(cluster.supervisors().keySet()).forEach(cluster::lose);
            case 4 -> submit();
            case 5 -> anyOf(cluster.topologies().keySet()).forEach(cluster::kill);
            case 6 -> anyOf(cluster.topologies().keySet()).forEach(cluster::rebalance);
            default -> anyOf(cluster.topologies().keySet()).forEach(this::change);
        }
        if (shape == Shape.EVERYTHING && random.nextInt(3) == 0) {
            Availability[] all = Availability.values();
            anyOf(cluster.supervisors().keySet()).forEach(id -> cluster.set(id, all[random.nextInt(all.length)]));
        }
    }

    /** A new one, or one that is back, or one with other capacities. */
    private void addSupervisor(int number) {
        // Some share a host.
        String host = "host-" + (number < 6 ? number : number - 6);
        boolean plain = shape == Shape.PLAIN;
        cluster.supervisor(
                "supervisor-" + number,
                host,
                1 + random.nextInt(4),
                plain ? 0 : 500L * random.nextInt(12),
                plain ? 0 : 50L * random.nextInt(12));
    }

    private void submit() {
        cluster.ask(request("topology-" + submitted++).build());
    }

    private RequestBuilder request(String id) {
        RequestBuilder request =
                RequestBuilder.topology(id).workers(1 + random.nextInt(8)).priority(random.nextInt(3));
        int components = 1 + random.nextInt(COMPONENTS.size());
        for (int i = 0; i < components; i++) {
            int tasks = 1 + random.nextInt(6);
            request.component(COMPONENTS.get(i), 1 + random.nextInt(tasks), tasks);
            if (i > 0 && random.nextInt(3) > 0) {
                request.link(COMPONENTS.get(random.nextInt(i)), COMPONENTS.get(i));
            }
        }
        if (shape != Shape.PLAIN) {
            resources(request, components);
        }
        if (isolates) {
            request.isolated(isolation());
        }
        return request;
    }

    private void resources(RequestBuilder request, int components) {
        for (int i = 0; i < components; i++) {
            if (random.nextInt(4) > 0) {
                request.needs(
                        COMPONENTS.get(i),
                        50L * random.nextInt(12),
                        random.nextInt(4) == 0 ? 300 : 0,
                        random.nextInt(60));
            }
        }
        request.maxHeap(random.nextInt(3) == 0 ? 768 : 0);
    }

    private Isolation isolation() {
        return switch (random.nextInt(6)) {
            case 0 -> Isolation.toHosts("host-" + random.nextInt(6));
            case 1 -> Isolation.toHosts("host-0", "host-" + (1 + random.nextInt(6)));
            case 2 -> Isolation.toHostCount(1 + random.nextInt(3));
            default -> Isolation.none();
        };
    }

    /** Other numbers of workers or executors; sometimes other resources, links, isolation. Tasks remain as they are. */
    private void change(String id) {
        TopologyRequest before = cluster.topologies().get(id);
        int workers = random.nextBoolean() ? before.workers() : 1 + random.nextInt(8);
        RequestBuilder other = request(id).workers(workers);
        TopologyRequest made = other.build();
        cluster.ask(new TopologyRequest(
                id,
                workers,
                random.nextBoolean() ? before.executors() : regrouped(before),
                before.links(),
                random.nextBoolean() ? before.resources() : made.resources(),
                random.nextBoolean() ? before.workerMaxHeapMb() : made.workerMaxHeapMb(),
                before.priority(),
                random.nextBoolean() ? before.isolation() : made.isolation()));
    }

    private List<Executor> regrouped(TopologyRequest request) {
        List<Executor> executors = new ArrayList<>();
        for (String component : COMPONENTS) {
            List<Executor> present = request.executors().stream()
                    .filter(executor -> executor.component().equals(component))
                    .toList();
            if (!present.isEmpty()) {
                int first = present.get(0).firstTask();
                int tasks = present.get(present.size() - 1).lastTask() - first + 1;
                int count = 1 + random.nextInt(tasks);
                for (int i = 0; i < count; i++) {
                    executors.add(
                            new Executor(component, first + tasks * i / count, first + tasks * (i + 1) / count - 1));
                }
            }
        }
        return executors;
    }

    /** One, or none if there is none. */
    private List<String> anyOf(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
    }
}
