package dev.gale.worker.process.report;

import dev.gale.coordination.model.NimbusInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Nimbus that takes every report, or does as it is told, and remembers what it took. */
public final class NotedReports implements ReportSender {
    private record Noted(String path, JsonNode body) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Noted> taken = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Outcome> answer = CompletableFuture.completedFuture(Outcome.TAKEN);

    /** From now on, given to those who send; what isn't taken isn't noted. */
    void answer(CompletableFuture<Outcome> next) {
        answer = next;
    }

    @Override
    public CompletableFuture<Outcome> post(NimbusInfo nimbus, String path, byte[] json) {
        CompletableFuture<Outcome> now = answer;
        if (!now.isDone() || now.join().kind() == Outcome.Kind.TAKEN) {
            taken.add(new Noted(path, JSON.readTree(json)));
        }
        return now;
    }

    /** What was sent to a path with that end, newest first. */
    public List<JsonNode> newest(String end) {
        List<JsonNode> found = new CopyOnWriteArrayList<>();
        taken.stream().filter(noted -> noted.path().endsWith("/" + end)).forEach(noted -> found.add(0, noted.body()));
        return found;
    }

    List<String> paths() {
        return taken.stream().map(Noted::path).toList();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return taken.toString();
    }
}
