package dev.gale.cli.launch;

import com.sun.net.httpserver.HttpServer;
import dev.gale.cli.command.Gale;
import dev.gale.cli.console.StopSignal;
import dev.gale.cli.console.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Goes through the usual commands once, against a stage set, so that the JVM can write down which classes they need: what
 * {@code -XX:ArchiveClassesAtExit} is given to run. Prints nothing and changes nothing.
 */
public final class Rehearsal {
    private static final String ANSWER = """
            {"topologies": [{"id": "words-1-1", "name": "words", "status": "ACTIVE", "workersTotal": 1,
              "executorsTotal": 3, "tasksTotal": 3, "uptime": "1m 2s"}],
             "nimbuses": [{"host": "localhost", "port": 8080, "status": "Leader", "nimbusUpTime": "1m"}],
             "supervisors": [{"host": "localhost", "id": "a", "slotsTotal": 4, "slotsUsed": 1, "uptime": "1m"}],
             "id": "words-1-1", "name": "words", "status": "ACTIVE", "msgTimeout": 30,
             "spouts": [{"spoutId": "lines", "executors": 1, "tasks": 1, "emitted": 10, "completeLatency": "1.0"}],
             "bolts": [{"boltId": "count", "executors": 2, "tasks": 2, "executed": 10, "failed": 0}],
             "workers": [{"host": "localhost", "port": 6700, "running": true, "pid": 1, "executorsTotal": 3}],
             "topologyErrors": [{"component": "count", "errorHost": "localhost", "errorPort": 6700, "error": "none"}]}
            """;

    private static final String[][] COMMANDS = {
        {"--help"},
        {"list"},
        {"list", "-o", "json"},
        {"status"},
        {"status", "words"},
        {"errors", "words"},
        {"activate", "words"},
        {"rebalance", "words", "-w", "0", "-n", "2", "-e", "count=1"},
        {"kill", "words", "-w", "0"},
        {"kill", "--unknown"},
        {"config", "--all"},
        {"validate", "no.jar"},
        {"version"}
    };

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        HttpServer stage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stage.createContext("/", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        stage.start();
        try {
            int port = stage.getAddress().getPort();
            Surroundings surroundings = new Surroundings(
                    Map.of("GALE_NIMBUS_SEEDS", InetAddress.getLoopbackAddress().getHostAddress() + ":" + port),
                    Path.of("nowhere"),
                    false,
                    false,
                    time -> {},
                    System::nanoTime,
                    new Never());
            PrintWriter nobody = new PrintWriter(Writer.nullWriter());
            for (String[] command : COMMANDS) {
                Gale.run(surroundings, nobody, nobody, command);
            }
        } finally {
            stage.stop(0);
        }
    }

    /** No rehearsed command waits for it. */
    private static final class Never implements StopSignal {
        @Override
        public CompletableFuture<Void> asked() {
            throw new IllegalStateException("nothing that serves is rehearsed");
        }

        @Override
        public void finished() {
            throw new IllegalStateException("nothing that serves is rehearsed");
        }
    }
}
