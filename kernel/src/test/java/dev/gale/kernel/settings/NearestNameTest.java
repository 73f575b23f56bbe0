package dev.gale.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KEYS = List.of("topology.workers", "topology.tasks", "topology.debug");

    @ParameterizedTest
    @CsvSource({
        "topology.worker,  topology.workers",
        "topology.wrokers, topology.workers",
        "topologyworkers,  topology.workers",
        "toplogy.tsaks,    topology.tasks",
        "topology.debugg,  topology.debug",
        "topology.tasks,   topology.tasks"
    })
    void shouldFindTheIntendedNameWhenItIsMistyped(String typed, String meant) {
        assertThat(NearestName.of(typed, KEYS)).hasValue(meant);
    }

    @Test
    void shouldFindNothingWhenTooMuchWouldHaveToChange() {
        assertThat(NearestName.of("topology.message.timeout", KEYS)).isEmpty();
        assertThat(NearestName.of("xxxx", List.of("a", "topology"))).isEmpty();
    }

    @Test
    void shouldAllowTwoChangesWhenTheNameIsShort() {
        assertThat(NearestName.of("ab", List.of("xy"))).hasValue("xy");
        assertThat(NearestName.of("ab", List.of("xyz"))).isEmpty();
    }

    @Test
    void shouldFindNothingWhenThereAreNoCandidates() {
        assertThat(NearestName.of("topology.workers", List.of())).isEmpty();
    }

    @Test
    void shouldPreferTheCloserNameWhenSeveralAreNear() {
        assertThat(NearestName.of("counters", List.of("countesses", "counter", "count")))
                .hasValue("counter");
    }
}
