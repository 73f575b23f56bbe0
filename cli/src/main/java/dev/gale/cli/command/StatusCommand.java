package dev.gale.cli.command;

import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.console.Console;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.console.Table;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Shows how the cluster is, or one topology of it.", sortOptions = false)
final class StatusCommand extends GaleCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A topology; without, the cluster.")
    private String name;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run() throws InvalidConfiguration {
        NimbusClient nimbus = nimbus();
        if (name == null) {
            cluster(nimbus);
        } else {
            topology(new Topologies(nimbus, surroundings()).describe(name));
        }
        return ExitCode.OK;
    }

    private void cluster(NimbusClient nimbus) {
        Json cluster = nimbus.get("/cluster/summary");
        Json nimbuses = nimbus.get("/nimbus/summary");
        Json supervisors = nimbus.get("/supervisor/summary");
        Json topologies = nimbus.get("/topology/summary");
        if (json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("cluster", cluster);
            all.put("nimbuses", nimbuses.list("nimbuses"));
            all.put("supervisors", supervisors.list("supervisors"));
            all.put("topologies", topologies.list("topologies"));
            printJson(Json.of(all));
            return;
        }
        Console console = console();
        console.print("slots: " + cluster.whole("slotsUsed") + " of " + cluster.whole("slotsTotal") + " used, "
                + cluster.whole("slotsFree") + " free; executors: " + cluster.whole("executorsTotal"));
        console.print("");
        Table leaders = new Table("NIMBUS", "PORT", "STATUS", "UPTIME", "VERSION");
        nimbuses.list("nimbuses")
                .forEach(one -> leaders.row(
                        one.text("host"),
                        one.text("port"),
                        one.text("status"),
                        one.text("nimbusUpTime"),
                        one.text("version")));
        leaders.print(console);
        console.print("");
        List<Json> machines = supervisors.list("supervisors");
        if (machines.isEmpty()) {
            console.say("no supervisor is there, so nothing can run; gale supervisor starts one");
        } else {
            Table table = new Table("SUPERVISOR", "SLOTS", "USED", "UPTIME", "ID");
            machines.forEach(one -> table.row(
                    one.text("host"),
                    one.text("slotsTotal"),
                    one.text("slotsUsed"),
                    one.text("uptime"),
                    one.text("id")));
            table.print(console);
        }
        console.print("");
        ListCommand.print(console, topologies.list("topologies"));
    }

    private void topology(Json topology) {
        if (json()) {
            printJson(topology);
            return;
        }
        Console console = console();
        console.print(
                topology.text("name") + "  " + console.status(topology.text("status")) + "  " + topology.text("id"));
        console.print("workers " + workers(topology) + ", executors " + topology.whole("executorsTotal")
                + ", tasks " + topology.whole("tasksTotal") + ", up " + topology.text("uptime")
                + (topology.has("owner") ? ", owner " + topology.text("owner") : ""));
        if (topology.has("pendingAction")) {
            console.print("in " + topology.child("pendingAction").whole("dueInSeconds") + " s: "
                    + (topology.text("status").equals("KILLED") ? "its workers stop" : "its executors move"));
        }
        if (topology.has("schedulerInfo")) {
            console.print("scheduler: " + topology.text("schedulerInfo"));
        }
        console.print("");
        Table components =
                new Table("COMPONENT", "EXECUTORS", "TASKS", "EMITTED", "EXECUTED", "ACKED", "FAILED", "LATENCY MS");
        ComponentFigures.of(topology)
                .forEach(component -> components.row(
                        component.id(),
                        component.executors(),
                        component.tasks(),
                        String.valueOf(component.emitted()),
                        String.valueOf(component.executed()),
                        String.valueOf(component.acked()),
                        String.valueOf(component.failed()),
                        component.latency()));
        components.print(console);
        List<Json> workers = topology.list("workers");
        if (!workers.isEmpty()) {
            console.print("");
            Table places = new Table("WORKER", "PORT", "RUNS", "PID", "EXECUTORS", "UPTIME");
            workers.forEach(worker -> places.row(
                    worker.text("host"),
                    worker.text("port"),
                    worker.text("running").equals("true") ? "yes" : "no",
                    worker.text("pid"),
                    worker.text("executorsTotal"),
                    worker.has("uptimeSeconds") ? worker.text("uptimeSeconds") + "s" : ""));
            places.print(console);
        }
        List<ReportedError> errors = ReportedError.of(topology);
        if (!errors.isEmpty()) {
            console.print("");
            errors.forEach(error -> error.printBriefly(console));
            console.say("gale errors " + topology.text("name") + " shows them in full");
        }
    }

    /** How many run, of how many. */
    private static String workers(Json topology) {
        long running = topology.list("workers").stream()
                .filter(worker -> worker.text("running").equals("true"))
                .count();
        return running + " of "
                + (topology.has("workersRequested")
                        ? topology.text("workersRequested")
                        : topology.text("workersTotal"));
    }
}
