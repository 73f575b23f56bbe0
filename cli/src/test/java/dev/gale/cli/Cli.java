package dev.gale.cli;

import dev.gale.cli.command.Gale;
import dev.gale.cli.console.StopSignal;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/** The command line in this process, with surroundings of its own: its pauses pass at once and its clock goes along. */
public final class Cli {
    /** How a command ended, and what it wrote. */
    public record Outcome(int code, String out, String err) {
        public Json json() {
            return Json.parse(out).orElseThrow();
        }
    }

    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private boolean terminal;
    private Runnable onPause = () -> {};
    private long nowNs;
    private Surroundings.Pause pause = this::passAtOnce;
    private LongSupplier clock = () -> nowNs;
    private Duration paused = Duration.ZERO;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** @param home the user's folder */
    public Cli(Path home) {
        this.home = home;
    }

    /** Asks the Nimbus there, with short pauses between attempts. */
    public Cli against(String address) {
        environment.put("GALE_NIMBUS_SEEDS", address);
        environment.put("GALE_STORM_NIMBUS_RETRY_INTERVAL_MILLIS", "1");
        environment.put("GALE_STORM_NIMBUS_RETRY_INTERVALCEILING_MILLIS", "5");
        return this;
    }

    /** Asks these, with short pauses between attempts. */
    public Cli against(FakeNimbus... nimbuses) {
        return against(String.join(
                ",", List.of(nimbuses).stream().map(FakeNimbus::address).toList()));
    }

    public Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** As if stdout and stderr were a terminal. */
    public Cli onTerminal() {
        terminal = true;
        return this;
    }

    /** Does something whenever a command lets time pass. */
    public Cli onPause(Runnable action) {
        onPause = action;
        return this;
    }

    public Duration paused() {
        return paused;
    }

    public Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = run(out, err, arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private int run(Writer out, Writer err, String... arguments) {
        return Gale.run(
                new Surroundings(environment, home, terminal, terminal, pause, clock, stop()),
                new PrintWriter(out),
                new PrintWriter(err),
                arguments);
    }

    private void passAtOnce(Duration time) {
        nowNs += time.toNanos();
        paused = paused.plus(time);
        onPause.run();
    }

    /** Lets pauses take their time; for what waits for other processes. */
    public Cli inRealTime() {
        pause = time -> Thread.sleep(time.toMillis());
        clock = System::nanoTime;
        return this;
    }

    /**
     * Has a command run that serves, on a thread of its own.
     *
     * @param whenReady called when it says that Ctrl-C stops it; that happens after it returns
     */
    public Outcome serve(WhenReady whenReady, String... arguments) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("Ctrl-C stops it")) {
                    ready.countDown();
                }
            }
        };
        FutureTask<Integer> command = new FutureTask<>(() -> {
            try {
                return run(out, err, arguments);
            } finally {
                ready.countDown();
            }
        });
        Thread thread = new Thread(command, "command");
        thread.start();
        try {
            ready.await();
            if (!command.isDone()) {
                whenReady.with(out.toString());
            }
        } finally {
            stopped.complete(null);
            thread.join();
        }
        return new Outcome(command.get(), out.toString(), err.toString());
    }

    /** What is done while a command serves. */
    @FunctionalInterface
    public interface WhenReady {
        /** @param out what the command has written to stdout */
        void with(String out) throws Exception;
    }

    private StopSignal stop() {
        return new StopSignal() {
            @Override
            public CompletableFuture<Void> asked() {
                return stopped;
            }

            @Override
            public void finished() {
                // Who waits here waits for the command's return.
            }
        };
    }
}
