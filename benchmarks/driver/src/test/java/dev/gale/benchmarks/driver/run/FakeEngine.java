package dev.gale.benchmarks.driver.run;

import dev.gale.benchmarks.harness.EngineMain;
import dev.gale.benchmarks.harness.InvalidRun;
import dev.gale.benchmarks.harness.Measurement;
import dev.gale.benchmarks.harness.Meter;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.RunOptions;
import java.util.Map;

/** Measures nothing. Its configurations fail, end without a result, or give one. */
public final class FakeEngine {
    private FakeEngine() {}

    public static void main(String[] args) {
        EngineMain.runAndExit("fake", FakeEngine::run, args);
    }

    private static Result run(RunOptions options) {
        switch (options.config()) {
            case "invalid" -> throw new InvalidRun("7 tuples failed");
            case "silent" -> System.exit(0);
            default -> {}
        }
        return Result.of(
                "fake",
                "1.0",
                options,
                new Measurement(new Meter.Window(1, 0.5, 1000, 0, 3), options.rate() + 100),
                Map.of("fake.property", System.getProperty("fake.property", "none")),
                Map.of("seconds", options.window().toMillis() / 1e3));
    }
}
