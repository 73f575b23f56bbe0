package dev.gale.benchmarks.driver.plot;

import java.util.Map;

/** One colour per engine, the same in all plots; dark enough for white backgrounds. */
final class Colours {
    private static final Map<String, String> BY_ENGINE = Map.of(
            "gale", "#1b6ca8",
            "storm", "#d17a22",
            "flink", "#a8326e",
            "jet", "#2f8a57",
            "raw", "#777777");

    private Colours() {}

    static String of(String engine) {
        return BY_ENGINE.getOrDefault(engine, Svg.FAINT_INK);
    }
}
