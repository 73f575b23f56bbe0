package dev.gale.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.TopologyStatus;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.simulation.SimulatedCluster.Request;
import dev.gale.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One life of a cluster, drawn from a seed: faults and requests, then peace, then the end. */
final class ClusterRun implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(12);
    private static final Duration TIME_TO_HEAL = Duration.ofMinutes(2);
    private static final Duration TIME_TO_END = Duration.ofMinutes(1);
    private static final int MOST_TOPOLOGIES = 2;

    /** A topology, from the request that it is to be to its end. */
    private static final class Stream {
        private final String name;
        private final StreamLedger ledger;
        private final Submission topology;
        /** Null while it couldn't be asked for. */
        private Request submission;

        private boolean isToBeKilled;
        private Request kill;

        Stream(String name, StreamLedger ledger, Submission topology) {
            this.name = name;
            this.ledger = ledger;
            this.topology = topology;
        }
    }

    private final SimulatedWorld world;
    private final SimulatedCluster cluster;
    private final SplitMix64 random;
    private final List<Stream> streams = new ArrayList<>();
    private int submissions;

    ClusterRun(long seed, Path directory) {
        this.world = new SimulatedWorld(seed);
        this.random = world.random().split();
        this.cluster = new SimulatedCluster(world, directory);
    }

    /** What a run has shown, for those who ask whether it shows anything. */
    record Outcome(int messages, int failures, int faults, long steps) {}

    Outcome run() {
        cluster.start();
        pass(Duration.ofSeconds(1));
        int factsBefore = world.facts().factCount();
        submit();
        int faults = makeTrouble();
        heal();
        awaitRest("healed");
        stayHealthy();
        end(factsBefore);
        return new Outcome(
                streams.stream()
                        .mapToInt(stream -> stream.ledger.ackedMessages())
                        .sum(),
                streams.stream().mapToInt(stream -> stream.ledger.failures()).sum(),
                faults,
                world.steps());
    }

    // Time

    private void pass(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= SLICE.toNanos()) {
            world.advance(SLICE);
            cluster.checkOwners();
            assertThat(world.violations()).describedAs(() -> world.story()).isEmpty();
        }
    }

    private void await(Duration limit, BooleanSupplier condition, Supplier<Object> what) {
        long endNs = world.clock().nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(world.clock().nanoTime())
                    .describedAs(() -> world.story() + "after " + limit + ": " + what.get())
                    .isLessThan(endNs);
            tellRequests();
            pass(SLICE);
        }
    }

    // Trouble

    private int makeTrouble() {
        int faults = 10 + random.nextInt(25);
        for (int i = 0; i < faults; i++) {
            pass(world.upTo(Duration.ofSeconds(4)));
            tellRequests();
            disturb();
        }
        pass(world.upTo(Duration.ofSeconds(4)));
        return faults;
    }

    private void disturb() {
        Duration time = Duration.ofMillis(1 + random.nextInt((int) LONGEST_FAULT.toMillis()));
        switch (random.nextInt(17)) {
            case 0, 1 -> any(cluster.workers()).ifPresent(this::killWorker);
            case 2 ->
                any(cluster.machines().stream().filter(SimulatedMachine::isUp).toList())
                        .ifPresent(machine -> killSupervisor(machine, time));
            case 3, 4 ->
                any(cluster.nimbuses().stream().filter(SimulatedNimbus::isUp).toList())
                        .ifPresent(nimbus -> killNimbus(nimbus, time));
            case 5, 6 ->
                any(cluster.processes()).ifPresent(process -> {
                    world.tell(process.name() + " is cut off from the facts for " + time);
                    process.cutOffFor(time);
                });
            case 7 ->
                any(cluster.processes()).ifPresent(process -> {
                    world.tell("the session of " + process.name() + " expires");
                    process.expireSession();
                });
            case 8, 9 -> cutPair(time);
            case 10 -> {
                Duration delay = Duration.ofMillis(random.nextInt(300));
                world.tell("bytes take " + delay);
                world.wires().setDelay(delay);
            }
            case 11, 12 ->
                any(cluster.processes()).ifPresent(process -> {
                    world.tell(process.name() + " is stopped for " + time);
                    process.stopFor(time);
                });
            case 13 -> {
                world.tell("the store is away for " + time);
                world.facts().stop();
                world.after(time, world.facts()::restart);
            }
            case 14 ->
                any(cluster.machines()).ifPresent(machine -> {
                    boolean fetches = random.nextInt(2) == 0;
                    world.tell(machine.id() + " can't " + (fetches ? "fetch" : "launch") + " for " + time);
                    if (fetches) {
                        machine.setRefusesFetches(true);
                    } else {
                        machine.setRefusesLaunches(true);
                    }
                    world.after(time, () -> {
                        machine.setRefusesFetches(false);
                        machine.setRefusesLaunches(false);
                    });
                });
            default -> request();
        }
    }

    private <T> Optional<T> any(List<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }

    private void killWorker(SimulatedWorker worker) {
        world.tell(worker + " is killed");
        cluster.machines().forEach(machine -> machine.kill(worker));
    }

    private void killSupervisor(SimulatedMachine machine, Duration time) {
        world.tell("the supervisor of " + machine.id() + " is killed for " + time);
        machine.process().kill();
        world.after(time, machine::start);
    }

    private void killNimbus(SimulatedNimbus nimbus, Duration time) {
        world.tell(nimbus.id() + " is killed for " + time);
        nimbus.process().kill();
        world.after(time, nimbus::start);
    }

    private void cutPair(Duration time) {
        List<SimulatedWorker> workers = cluster.workers();
        if (workers.size() > 1) {
            int first = random.nextInt(workers.size());
            int second = (first + 1 + random.nextInt(workers.size() - 1)) % workers.size();
            String one = workers.get(first).process().name();
            String other = workers.get(second).process().name();
            world.tell(one + " and " + other + " are cut off from each other for " + time);
            world.wires().cut(one, other);
            world.after(time, () -> world.wires().heal(one, other));
        }
    }

    // Requests

    private List<Stream> living() {
        return streams.stream().filter(stream -> !stream.isToBeKilled).toList();
    }

    private void request() {
        List<Stream> living = living();
        if (living.size() < MOST_TOPOLOGIES && random.nextInt(3) == 0) {
            submit();
            return;
        }
        any(living).ifPresent(stream -> {
            switch (random.nextInt(6)) {
                case 0 -> kill(stream);
                case 1 -> set(stream, TopologyStatus.INACTIVE);
                case 2 -> set(stream, TopologyStatus.ACTIVE);
                default -> rebalance(stream);
            }
        });
    }

    private void submit() {
        submissions++;
        String name = "stream" + submissions;
        StreamLedger ledger = new StreamLedger(world, name);
        int workers = 1 + random.nextInt(3);
        // A long timeout mends nothing: what is lost must have failed at once.
        Duration timeout = random.nextInt(2) == 0 ? Duration.ofSeconds(10) : Duration.ofHours(10);
        Stream stream = new Stream(name, ledger, LedgerTopology.of(name, ledger, workers, timeout));
        cluster.add(ledger);
        streams.add(stream);
        world.tell(name + " is submitted");
        tellRequests();
    }

    private void kill(Stream stream) {
        world.tell(stream.name + " is killed");
        stream.isToBeKilled = true;
        cluster.remove(stream.ledger);
        tellRequests();
    }

    private void set(Stream stream, TopologyStatus status) {
        world.tell(stream.name + " is to be " + status);
        var unused = cluster.askNimbus(nimbus -> nimbus.set(stream.name, status));
    }

    private void rebalance(Stream stream) {
        int workers = 1 + random.nextInt(3);
        Map<String, Integer> executors = random.nextInt(2) == 0
                ? Map.of()
                : Map.of("source", 1 + random.nextInt(2), "pass", 1 + random.nextInt(4));
        Duration wait = Duration.ofSeconds(random.nextInt(4));
        world.tell(stream.name + " is rebalanced to " + workers + " workers and " + new TreeMap<>(executors) + " after "
                + wait);
        var unused = cluster.askNimbus(
                nimbus -> nimbus.rebalance(stream.name, Optional.of(wait), Optional.of(workers), executors));
    }

    /** What has to be done sooner or later is asked for again until it is. */
    private void tellRequests() {
        for (Stream stream : streams) {
            if (isToBeAsked(stream.submission)) {
                cluster.ask(nimbus -> nimbus.nimbus().submit(nimbus.ready(stream.topology, "request-" + stream.name)))
                        .ifPresent(request -> stream.submission = request);
            } else if (isGranted(stream.submission) && stream.isToBeKilled && isToBeAsked(stream.kill)) {
                Duration wait = Duration.ofSeconds(random.nextInt(5));
                cluster.askNimbus(nimbus -> nimbus.kill(stream.name, Optional.of(wait)))
                        .ifPresent(request -> stream.kill = request);
            }
        }
    }

    private static boolean isToBeAsked(Request request) {
        return request == null || request.isToBeRepeated();
    }

    private static boolean isGranted(Request request) {
        return request != null && request.isGranted();
    }

    // Peace

    private void heal() {
        // What was begun is over after this.
        pass(LONGEST_FAULT.plusMillis(1));
        world.tell("all is healed");
        world.wires().setDelay(Duration.ofMillis(1));
        for (Stream stream : living()) {
            await(TIME_TO_HEAL, () -> isGranted(stream.submission), () -> stream.name + " isn't accepted");
            AtomicReference<Request> request = new AtomicReference<>();
            await(
                    TIME_TO_HEAL,
                    () -> {
                        if (isToBeAsked(request.get())) {
                            request.set(cluster.askNimbus(nimbus -> nimbus.set(stream.name, TopologyStatus.ACTIVE))
                                    .orElse(null));
                        }
                        return isGranted(request.get());
                    },
                    () -> stream.name + " isn't activated: " + request.get());
            stream.ledger.hold();
        }
    }

    private void awaitRest(String when) {
        await(TIME_TO_HEAL, () -> cluster.unrest().isEmpty(), () -> when + ": " + cluster.unrest());
    }

    private void stayHealthy() {
        int failures =
                streams.stream().mapToInt(stream -> stream.ledger.failures()).sum();
        int processes = cluster.workers().size();
        List<SimulatedWorker> workers = cluster.workers();
        world.tell("all is well");
        living().forEach(stream -> stream.ledger.goOn());
        pass(Duration.ofSeconds(10));
        living().forEach(stream -> stream.ledger.hold());
        awaitRest("healthy");
        assertThat(streams.stream().mapToInt(stream -> stream.ledger.failures()).sum())
                .describedAs(() -> world.story() + "replays while healthy")
                .isEqualTo(failures);
        assertThat(cluster.workers())
                .describedAs(() -> world.story() + processes + " processes while healthy")
                .isEqualTo(workers);
    }

    private void end(int factsBefore) {
        living().forEach(this::kill);
        await(
                TIME_TO_END,
                () -> cluster.workers().isEmpty()
                        && cluster.observer().topologies().all().isEmpty(),
                () -> "not gone: " + cluster.workers() + ", "
                        + cluster.observer().topologies().all());
        // Each Nimbus keeps for a while the code that it has.
        int code = submissions * cluster.nimbuses().size();
        assertThat(world.facts().factCount())
                .describedAs(() -> world.story() + "facts at the end")
                .isBetween(factsBefore, factsBefore + code);
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.ledger.close());
    }
}
