package dev.gale.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.topology.BoltDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.worker.Declaring;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CirclesTest {
    private final TopologyBuilder builder = new TopologyBuilder();

    CirclesTest() {
        builder.setSpout("spout", Declaring.spout("n"));
    }

    private void bolt(String id, String... sources) {
        BoltDeclarer bolt = builder.setBolt(id, Declaring.bolt("n"));
        for (String source : sources) {
            bolt.shuffleGrouping(source);
        }
    }

    private TopologyPlan plan() throws InvalidTopologyException {
        return TopologyPlan.of("circles", "circles-1", Map.of(), builder.createTopology());
    }

    @Test
    void shouldFindNoCircleWhenTheBoltsAreALine() throws Exception {
        // given
        bolt("a", "spout");
        bolt("b", "a");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("spout", "a")).isFalse();
        assertThat(plan.closesCycle("a", "b")).isFalse();
    }

    @Test
    void shouldFindNoCircleWhenWaysPartAndMeetAgain() throws Exception {
        // given
        bolt("left", "spout");
        bolt("right", "spout");
        bolt("join", "left", "right");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("spout", "left")).isFalse();
        assertThat(plan.closesCycle("spout", "right")).isFalse();
        assertThat(plan.closesCycle("left", "join")).isFalse();
        assertThat(plan.closesCycle("right", "join")).isFalse();
        assertThat(plan.closesCycle("left", "right")).isFalse();
    }

    @Test
    void shouldFindACircleWhenABoltSubscribesToItself() throws Exception {
        // given
        bolt("loop", "spout", "loop");
        bolt("after", "loop");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("loop", "loop")).isTrue();
        assertThat(plan.closesCycle("spout", "loop")).isFalse();
        assertThat(plan.closesCycle("loop", "after")).isFalse();
        assertThat(plan.closesCycle("after", "after")).isFalse();
        assertThat(plan.closesCycle("spout", "spout")).isFalse();
    }

    @Test
    void shouldFindACircleWhenTwoBoltsSubscribeToEachOther() throws Exception {
        // given
        bolt("ping", "spout", "pong");
        bolt("pong", "ping");
        bolt("after", "pong");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("ping", "pong")).isTrue();
        assertThat(plan.closesCycle("pong", "ping")).isTrue();
        assertThat(plan.closesCycle("spout", "ping")).isFalse();
        assertThat(plan.closesCycle("pong", "after")).isFalse();
        assertThat(plan.closesCycle("ping", "ping")).isFalse();
    }

    @Test
    void shouldFindEveryEdgeOfACircleWhenItIsLong() throws Exception {
        // given
        int length = 1_000;
        bolt("b0", "spout", "b" + (length - 1));
        for (int i = 1; i < length; i++) {
            bolt("b" + i, "b" + (i - 1));
        }
        bolt("outside", "b500");

        // when
        TopologyPlan plan = plan();

        // then
        for (int i = 1; i < length; i++) {
            assertThat(plan.closesCycle("b" + (i - 1), "b" + i)).isTrue();
        }
        assertThat(plan.closesCycle("b" + (length - 1), "b0")).isTrue();
        assertThat(plan.closesCycle("b500", "outside")).isFalse();
        assertThat(plan.closesCycle("spout", "b0")).isFalse();
    }

    @Test
    void shouldKeepCirclesApartWhenOneLeadsToAnother() throws Exception {
        // given
        bolt("a1", "spout", "a2");
        bolt("a2", "a1");
        bolt("bridge", "a2");
        bolt("b1", "bridge", "b2");
        bolt("b2", "b1");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("a1", "a2")).isTrue();
        assertThat(plan.closesCycle("b2", "b1")).isTrue();
        assertThat(plan.closesCycle("a2", "bridge")).isFalse();
        assertThat(plan.closesCycle("bridge", "b1")).isFalse();
    }

    @Test
    void shouldFindBothCirclesAsOneWhenTheyShareABolt() throws Exception {
        // given: an eight
        bolt("middle", "spout", "left", "right");
        bolt("left", "middle");
        bolt("right", "middle");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("left", "middle")).isTrue();
        assertThat(plan.closesCycle("middle", "right")).isTrue();
        assertThat(plan.closesCycle("right", "middle")).isTrue();
        assertThat(plan.closesCycle("spout", "middle")).isFalse();
    }

    @Test
    void shouldFindACircleWhenAShortcutLeadsIntoIt() throws Exception {
        // given: a -> b -> c -> a, and spout -> c beside a -> c
        bolt("a", "spout", "c");
        bolt("b", "a");
        bolt("c", "b", "a", "spout");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.closesCycle("a", "c")).isTrue();
        assertThat(plan.closesCycle("b", "c")).isTrue();
        assertThat(plan.closesCycle("c", "a")).isTrue();
        assertThat(plan.closesCycle("spout", "c")).isFalse();
    }
}
