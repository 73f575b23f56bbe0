package dev.gale.nimbus.http;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.PendingAction;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.nimbus.control.ClusterView;
import dev.gale.nimbus.http.Views.BoltView;
import dev.gale.nimbus.http.Views.ErrorView;
import dev.gale.nimbus.http.Views.PendingView;
import dev.gale.nimbus.http.Views.SpoutView;
import dev.gale.nimbus.http.Views.TopologyPage;
import dev.gale.nimbus.http.Views.TopologySummary;
import dev.gale.nimbus.http.Views.TotalsView;
import dev.gale.nimbus.http.Views.WorkerView;
import dev.gale.nimbus.report.ComponentTotals;
import dev.gale.nimbus.report.ErrorReport;
import dev.gale.nimbus.report.Rates;
import dev.gale.nimbus.report.RepeatedError;
import dev.gale.nimbus.report.TopologyReports;
import dev.gale.nimbus.topology.ComponentTasks;
import dev.gale.nimbus.topology.TopologyShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All that there is to see of one topology, at one moment. */
final class TopologyPages {
    private final ClusterView view;
    private final Instant now;
    private final TopologyReports reports;
    private final Summaries summaries;

    TopologyPages(ClusterView view, Instant now, TopologyReports reports) {
        this.view = view;
        this.now = now;
        this.reports = reports;
        this.summaries = new Summaries(view, now);
    }

    /**
     * @param shape empty while the submission isn't on this Nimbus
     * @param leases of the processes that run
     */
    TopologyPage page(TopologyInfo info, Optional<TopologyShape> shape, Map<Slot, WorkerLease> leases) {
        TopologySummary summary = summaries.summary(info);
        Optional<Assignment> assignment = Optional.ofNullable(view.assignments().get(info.id()));
        List<RepeatedError> errors = reports.errors(info.id());
        Set<String> workers = assignment.map(TopologyPages::workers).orElse(Set.of());
        Map<String, ComponentTotals> totals = ComponentTotals.of(reports.stats(info.id(), workers));
        Map<String, Rates> rates = reports.rates(info.id(), workers);
        List<SpoutView> spouts = new ArrayList<>();
        List<BoltView> bolts = new ArrayList<>();
        ComponentTotals all = ComponentTotals.NONE;
        ComponentTotals ofSpouts = ComponentTotals.NONE;
        Optional<Rates> allRates = Optional.empty();
        Optional<Rates> ratesOfSpouts = Optional.empty();
        for (ComponentTasks component :
                shape.map(TopologyShape::components).orElse(Map.of()).values()) {
            String id = component.component();
            int executors = info.executors().getOrDefault(id, component.executors());
            ComponentTotals own = totals.getOrDefault(id, ComponentTotals.NONE);
            Optional<ErrorReport> error = last(errors, report -> id.equals(report.component()));
            Optional<Rates> ownRates = Optional.ofNullable(rates.get(id));
            all = all.plus(own);
            allRates = sum(allRates, ownRates);
            if (component.spout()) {
                ofSpouts = ofSpouts.plus(own);
                ratesOfSpouts = sum(ratesOfSpouts, ownRates);
                spouts.add(spout(component, executors, own, ownRates, error));
            } else {
                bolts.add(bolt(component, executors, own, ownRates, error));
            }
        }
        return new TopologyPage(
                summary.id(),
                summary.encodedId(),
                summary.name(),
                summary.owner(),
                summary.status(),
                summary.uptime(),
                summary.uptimeSeconds(),
                summary.workersTotal(),
                info.workers(),
                summary.executorsTotal(),
                summary.tasksTotal(),
                summary.replicationCount(),
                summary.schedulerInfo(),
                shape.map(known -> known.defaultWait().toSeconds()).orElse(0L),
                assignment.map(Assignment::epoch).orElse(0L),
                info.pending().map(this::pending).orElse(null),
                List.of(topologyStats(all, ofSpouts, allRates, ratesOfSpouts)),
                spouts,
                bolts,
                assignment.map(known -> workers(known, shape, leases, errors)).orElse(List.of()),
                errors(info),
                shape.map(known -> Summaries.masked(known.conf())).orElse(Map.of()));
    }

    private PendingView pending(PendingAction pending) {
        return new PendingView(
                pending.previous().name(),
                Math.max(0, Duration.between(now, pending.dueAt()).toSeconds()),
                pending.workers().orElse(null),
                pending.executors());
    }

    /** Host and port of each, as the workers call themselves. */
    static Set<String> workers(Assignment assignment) {
        return assignment.slots().keySet().stream()
                .map(slot -> assignment.hosts().get(slot.supervisorId()) + ":" + slot.port())
                .collect(Collectors.toSet());
    }

    /** Of those that are known; empty when none is. */
    private static Optional<Rates> sum(Optional<Rates> one, Optional<Rates> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().plus(other.get())) : one.or(() -> other);
    }

    private static Double perSec(Optional<Rates> rates, ToDoubleFunction<Rates> which) {
        return rates.map(known -> Math.round(which.applyAsDouble(known) * 1e3) / 1e3)
                .orElse(null);
    }

    private static TotalsView topologyStats(
            ComponentTotals all, ComponentTotals spouts, Optional<Rates> rates, Optional<Rates> ratesOfSpouts) {
        return new TotalsView(
                ":all-time",
                "All time",
                all.emitted(),
                all.transferred(),
                decimal(spouts.completeLatencyMs()),
                spouts.acked(),
                spouts.failed(),
                perSec(rates, Rates::emitted),
                perSec(rates, Rates::transferred),
                perSec(ratesOfSpouts, Rates::acked),
                perSec(ratesOfSpouts, Rates::failed));
    }

    private SpoutView spout(
            ComponentTasks component,
            int executors,
            ComponentTotals totals,
            Optional<Rates> rates,
            Optional<ErrorReport> error) {
        return new SpoutView(
                component.component(),
                Summaries.encoded(component.component()),
                executors,
                component.tasks(),
                totals.emitted(),
                totals.transferred(),
                decimal(totals.completeLatencyMs()),
                totals.acked(),
                totals.failed(),
                perSec(rates, Rates::emitted),
                perSec(rates, Rates::transferred),
                perSec(rates, Rates::acked),
                perSec(rates, Rates::failed),
                error.map(ErrorReport::host).orElse(""),
                error.map(report -> String.valueOf(report.port())).orElse(""),
                error.map(TopologyPages::seconds).orElse(null),
                error.map(this::secondsSince).orElse(null),
                error.map(ErrorReport::text).orElse(""));
    }

    private BoltView bolt(
            ComponentTasks component,
            int executors,
            ComponentTotals totals,
            Optional<Rates> rates,
            Optional<ErrorReport> error) {
        return new BoltView(
                component.component(),
                Summaries.encoded(component.component()),
                executors,
                component.tasks(),
                totals.emitted(),
                totals.transferred(),
                totals.executed(),
                decimal(totals.executeLatencyMs()),
                decimal(totals.processLatencyMs()),
                decimal(totals.capacity()),
                totals.acked(),
                totals.failed(),
                perSec(rates, Rates::emitted),
                perSec(rates, Rates::transferred),
                perSec(rates, Rates::executed),
                perSec(rates, Rates::acked),
                perSec(rates, Rates::failed),
                error.map(ErrorReport::host).orElse(""),
                error.map(report -> String.valueOf(report.port())).orElse(""),
                error.map(TopologyPages::seconds).orElse(null),
                error.map(this::secondsSince).orElse(null),
                error.map(ErrorReport::text).orElse(""));
    }

    private List<WorkerView> workers(
            Assignment assignment,
            Optional<TopologyShape> shape,
            Map<Slot, WorkerLease> leases,
            List<RepeatedError> errors) {
        List<WorkerView> workers = new ArrayList<>();
        assignment.slots().forEach((slot, executors) -> {
            String host = assignment.hosts().get(slot.supervisorId());
            Optional<WorkerLease> lease = Optional.ofNullable(leases.get(slot));
            Optional<Duration> uptime = lease.map(held -> summaries.since(held.startedAt()));
            Optional<ErrorReport> error = last(
                    errors,
                    report -> report.component() == null && report.host().equals(host) && report.port() == slot.port());
            workers.add(new WorkerView(
                    slot.supervisorId().value(),
                    host,
                    slot.port(),
                    lease.isPresent(),
                    lease.map(WorkerLease::pid).orElse(null),
                    uptime.map(Summaries::text).orElse(null),
                    uptime.map(Duration::toSeconds).orElse(null),
                    executors.size(),
                    tasks(executors, shape),
                    error.map(TopologyPages::seconds).orElse(null),
                    error.map(this::secondsSince).orElse(null),
                    error.map(ErrorReport::text).orElse("")));
        });
        return workers;
    }

    private static Map<String, Integer> tasks(List<ExecutorId> executors, Optional<TopologyShape> shape) {
        Map<String, Integer> tasks = new TreeMap<>();
        executors.forEach(executor -> shape.flatMap(known -> known.componentOf(executor.firstTask()))
                .ifPresent(component -> tasks.merge(component, Summaries.size(executor), Integer::sum)));
        return tasks;
    }

    /** The newest first. */
    List<ErrorView> errors(TopologyInfo info) {
        return reports.errors(info.id()).stream()
                .map(error -> new ErrorView(
                        error.last().component(),
                        error.last().host(),
                        error.last().port(),
                        seconds(error.last()),
                        secondsSince(error.last()),
                        error.first().getEpochSecond(),
                        summaries.since(error.first()).toSeconds(),
                        error.count(),
                        error.last().text()))
                .toList();
    }

    private static Optional<ErrorReport> last(List<RepeatedError> newestFirst, Predicate<ErrorReport> which) {
        return newestFirst.stream().map(RepeatedError::last).filter(which).findFirst();
    }

    private static long seconds(ErrorReport error) {
        return error.time().getEpochSecond();
    }

    private long secondsSince(ErrorReport error) {
        return summaries.since(error.time()).toSeconds();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
