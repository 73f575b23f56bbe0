package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can't be scheduled is refused with all that is wrong with it. */
class SituationTest {
    private static final Executor EXECUTOR = new Executor("spout", 1, 1);

    @Test
    void shouldRefuseContradictions() {
        Supervisor supervisor = new Supervisor("a", "host", List.of(6700), 0, 0, Availability.ALIVE);
        TopologyRequest request = topology("t").component("spout", 1).build();
        TopologyRequest other = topology("u").component("spout", 1).build();
        Placement placement = Placement.of(Map.of(new Slot("a", 6700), List.of(EXECUTOR)));

        assertThatThrownBy(() -> new Situation(
                        List.of(supervisor, supervisor),
                        List.of(request, request, other),
                        Map.of("t", placement, "u", placement),
                        Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing can be scheduled: supervisor a is listed twice; topology t is listed twice;"
                        + " Slot[supervisor=a, port=6700] belongs to t and to u");
    }

    @Test
    void shouldRefuseRequestsThatMakeNoSense() {
        assertThatThrownBy(() -> TopologyRequest.plain("t", 0, List.of(), List.of()))
                .hasMessage("topology t: topology.workers=0 must be at least 1; it has no executors");
        assertThatThrownBy(() -> TopologyRequest.plain(
                        "t", 1, List.of(new Executor("bolt", 1, 3), new Executor("spout", 3, 3)), List.of()))
                .hasMessage("topology t: task 3 is in two executors");
        assertThatThrownBy(() -> new Executor("bolt", 3, 2)).hasMessageContaining("ends at task 2 before its first, 3");
        assertThatThrownBy(() -> new Resources(-1, 0, 0)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> new Supervisor("a", "host", List.of(6700, 6700), 0, 0, Availability.ALIVE))
                .hasMessage("supervisor a lists a port twice: [6700, 6700]");
        assertThatThrownBy(() ->
                        Placement.of(Map.of(new Slot("a", 1), List.of(EXECUTOR), new Slot("a", 2), List.of(EXECUTOR))))
                .hasMessageContaining("is both in Slot[supervisor=a, port=1] and in Slot[supervisor=a, port=2]");
        assertThatThrownBy(() -> Placement.of(Map.of(new Slot("a", 1), List.of())))
                .hasMessageContaining("has no executors");
        assertThatThrownBy(() -> Isolation.toHostCount(0)).hasMessageContaining("at least one host");
        assertThatThrownBy(Isolation::toHosts).hasMessageContaining("at least one");
    }
}
