package dev.gale.spout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.task.TopologyContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IFailureAwareSpoutTest {
    @Test
    void shouldFailAsBeforeWhenTheReasonIsNotLookedAt() {
        // given
        PlainSpout spout = new PlainSpout();
        TupleFailure failure = new TupleFailure(
                TupleFailure.Reason.TIMEOUT, null, -1, null, Duration.ofSeconds(30), "not complete after 30 s");

        // when
        spout.fail("id", failure);

        // then
        assertThat(spout.failed).containsExactly("id");
    }

    private static final class PlainSpout implements IFailureAwareSpout {
        private static final long serialVersionUID = 1L;

        private final List<Object> failed = new ArrayList<>();

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

        @Override
        public void close() {}

        @Override
        public void activate() {}

        @Override
        public void deactivate() {}

        @Override
        public void nextTuple() {}

        @Override
        public void ack(Object msgId) {}

        @Override
        public void fail(Object msgId) {
            failed.add(msgId);
        }
    }
}
