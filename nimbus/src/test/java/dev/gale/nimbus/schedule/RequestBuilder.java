package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes requests for tests; tasks are numbered in the order of components, one task an executor unless said otherwise. */
final class RequestBuilder {
    private final String id;
    private final List<Executor> executors = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, Resources> resources = new HashMap<>();
    private int workers = 1;
    private int nextTask = 1;
    private long maxHeapMb;
    private int priority = 29;
    private Isolation isolation = Isolation.none();

    private RequestBuilder(String id) {
        this.id = id;
    }

    static RequestBuilder topology(String id) {
        return new RequestBuilder(id);
    }

    RequestBuilder workers(int count) {
        workers = count;
        return this;
    }

    RequestBuilder component(String name, int executors) {
        return component(name, executors, executors);
    }

    RequestBuilder component(String name, int executors, int tasks) {
        for (int i = 0; i < executors; i++) {
            int first = nextTask + tasks * i / executors;
            int last = nextTask + tasks * (i + 1) / executors - 1;
            this.executors.add(new Executor(name, first, last));
        }
        nextTask += tasks;
        return this;
    }

    RequestBuilder link(String from, String to) {
        links.add(new Link(from, to));
        return this;
    }

    RequestBuilder needs(String component, long onHeapMb, long offHeapMb, long cpuPercent) {
        resources.put(component, new Resources(onHeapMb, offHeapMb, cpuPercent));
        return this;
    }

    RequestBuilder maxHeap(long megabytes) {
        maxHeapMb = megabytes;
        return this;
    }

    RequestBuilder priority(int value) {
        priority = value;
        return this;
    }

    RequestBuilder isolated(Isolation how) {
        isolation = how;
        return this;
    }

    TopologyRequest build() {
        return new TopologyRequest(id, workers, executors, links, resources, maxHeapMb, priority, isolation);
    }
}
