package dev.gale.cli.command;

import dev.gale.cli.json.Json;
import java.math.BigDecimal;
import java.util.Optional;

/** What a component does in a second, as Nimbus knows from its workers; empty where it doesn't, or there is no such thing. */
record ComponentRates(
        Optional<BigDecimal> emitted,
        Optional<BigDecimal> executed,
        Optional<BigDecimal> acked,
        Optional<BigDecimal> failed) {
    static ComponentRates of(Json component) {
        return new ComponentRates(
                component.number("emittedPerSec"),
                component.number("executedPerSec"),
                component.number("ackedPerSec"),
                component.number("failedPerSec"));
    }
}
