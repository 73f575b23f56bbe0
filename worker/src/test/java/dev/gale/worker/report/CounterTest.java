package dev.gale.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.Await;
import org.junit.jupiter.api.Test;

class CounterTest {
    private final Counter counter = new Counter();

    @Test
    void shouldAddUpWhenIncrementedAndAddedTo() {
        // when
        counter.increment();
        counter.add(40);
        counter.increment();
        counter.add(0);

        // then
        assertThat(counter.get()).isEqualTo(42);
    }

    @Test
    void shouldBecomeVisibleWhenAnotherThreadCounts() {
        // given
        Thread writer = new Thread(
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        counter.increment();
                    }
                },
                "writer");

        // when
        writer.start();

        // then: without any other hand-over, and never going back
        long[] seen = new long[1];
        Await.until(
                () -> {
                    long now = counter.get();
                    if (now < seen[0]) {
                        throw new AssertionError("went back from " + seen[0] + " to " + now);
                    }
                    seen[0] = now;
                    return now == 100_000;
                },
                () -> "counter stands at " + counter.get());
        Await.end(writer);
    }
}
