package dev.gale.benchmarks.jet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestOutbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import dev.gale.benchmarks.harness.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
    private static final int CAPACITY = 3;

    private final TestOutbox outbox = new TestOutbox(new int[] {CAPACITY}, CAPACITY);
    private final List<Object> emitted = new ArrayList<>();

    @Test
    void shouldEmitEachWordOnceWhenTheOutboxIsSmall() throws Exception {
        Processor split = started(new Processors.Split());
        TestInbox inbox = new TestInbox(List.of("a b c d e f g", "h i"));

        while (!inbox.isEmpty()) {
            split.process(0, inbox);
            drain();
        }

        assertThat(emitted).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
    }

    @Test
    void shouldKeepTheSentenceInTheInboxWhenNotAllWordsAreTaken() throws Exception {
        Processor split = started(new Processors.Split());
        TestInbox inbox = new TestInbox(List.of("a b c d"));

        split.process(0, inbox);

        // Else a snapshot now would lose its other words.
        assertThat(inbox.size()).isOne();
    }

    @Test
    void shouldGoOnFromTheOffsetWhenRestored() throws Exception {
        Processor source = started(new Sources.SentencesInTurn());

        source.restoreFromSnapshot(new TestInbox(List.of(Map.entry("offset", 7L))));
        source.complete();
        drain();

        assertThat(emitted).isEqualTo(List.of(Sentences.prepare()).subList(7, 7 + CAPACITY));
    }

    @Test
    void shouldNotSkipADueTimeWhenTheOutboxIsFull() throws Exception {
        // One a second: only the first is due by now.
        Processor source = started(new Sources.DueTimes(1));
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(outbox.offer("in the way")).isTrue();
        }

        source.complete();
        drain();
        source.complete();
        drain();

        assertThat(emitted).hasSize(CAPACITY + 1).last().isInstanceOf(Long.class);
    }

    private Processor started(Processor processor) throws Exception {
        processor.init(outbox, new TestProcessorContext());
        return processor;
    }

    private void drain() {
        outbox.drainQueueAndReset(0, emitted, false);
        outbox.reset();
    }
}
