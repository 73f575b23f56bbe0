package dev.gale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.hooks.info.BoltAckInfo;
import dev.gale.hooks.info.BoltExecuteInfo;
import dev.gale.hooks.info.BoltFailInfo;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.hooks.info.SpoutAckInfo;
import dev.gale.hooks.info.SpoutFailInfo;
import dev.gale.task.TopologyContext;
import dev.gale.task.WordTopology;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.TupleImpl;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskHooksTest {
    private final WordTopology topology = new WordTopology();
    private final TopologyContext context = topology.task(1);
    private final List<String> told = new ArrayList<>();
    private final Tuple tuple = new TupleImpl(topology.general(), new Values("a", 1), "words", 4, "default");

    @Test
    void shouldTellEveryHookInOrderWhenApplied() {
        // given
        context.addTaskHook(new TellingHook("first"));
        context.addTaskHook(new TellingHook("second"));

        // when
        new EmitInfo(List.of("v"), "default", 1, List.of(5, 6)).applyOn(context);
        new SpoutAckInfo("id", 4, 12L).applyOn(context);
        new SpoutFailInfo("id", 4, null).applyOn(context);
        new BoltExecuteInfo(tuple, 1, 3L).applyOn(context);
        new BoltAckInfo(tuple, 1, 4L).applyOn(context);
        new BoltFailInfo(tuple, 1, 5L).applyOn(context);

        // then
        assertThat(told)
                .containsExactly(
                        "first emit [v] default 1 [5, 6]",
                        "second emit [v] default 1 [5, 6]",
                        "first spoutAck id 4 12",
                        "second spoutAck id 4 12",
                        "first spoutFail id 4 null",
                        "second spoutFail id 4 null",
                        "first boltExecute words 1 3",
                        "second boltExecute words 1 3",
                        "first boltAck words 1 4",
                        "second boltAck words 1 4",
                        "first boltFail words 1 5",
                        "second boltFail words 1 5");
    }

    @Test
    void shouldTellTheNewHookTooWhenAHookAddsAnother() {
        // given
        context.addTaskHook(new BaseTaskHook() {
            @Override
            public void spoutAck(SpoutAckInfo info) {
                context.addTaskHook(new TellingHook("late"));
            }
        });

        // when
        new SpoutAckInfo("id", 4, 12L).applyOn(context);

        // then
        assertThat(told).containsExactly("late spoutAck id 4 12");
    }

    private final class TellingHook extends BaseTaskHook {
        private final String name;

        private TellingHook(String name) {
            this.name = name;
        }

        @Override
        public void emit(EmitInfo info) {
            tell("emit " + info.values + " " + info.stream, info.taskId, info.outTasks);
        }

        @Override
        public void spoutAck(SpoutAckInfo info) {
            tell("spoutAck " + info.messageId, info.spoutTaskId, info.completeLatencyMs);
        }

        @Override
        public void spoutFail(SpoutFailInfo info) {
            tell("spoutFail " + info.messageId, info.spoutTaskId, info.failLatencyMs);
        }

        @Override
        public void boltExecute(BoltExecuteInfo info) {
            tell("boltExecute " + info.tuple.getSourceComponent(), info.executingTaskId, info.executeLatencyMs);
        }

        @Override
        public void boltAck(BoltAckInfo info) {
            tell("boltAck " + info.tuple.getSourceComponent(), info.ackingTaskId, info.processLatencyMs);
        }

        @Override
        public void boltFail(BoltFailInfo info) {
            tell("boltFail " + info.tuple.getSourceComponent(), info.failingTaskId, info.failLatencyMs);
        }

        private void tell(String what, int task, Object last) {
            told.add(name + " " + what + " " + task + " " + last);
        }
    }
}
