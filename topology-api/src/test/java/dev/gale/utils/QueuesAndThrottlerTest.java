package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QueuesAndThrottlerTest {
    private final Time.SimulatedTime simulation = new Time.SimulatedTime();

    @AfterEach
    void endSimulation() {
        simulation.close();
    }

    @Test
    void shouldTakeTurnsBetweenKeysWhenOneHasMoreElements() throws InterruptedException {
        // given
        KeyedRoundRobinQueue<String> queue = new KeyedRoundRobinQueue<>();
        for (String element : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            queue.add(element.charAt(0), element);
        }
        // when
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(queue.take());
        }
        // then
        assertThat(taken).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void shouldWaitForAnElementWhenTheQueueIsEmpty() throws InterruptedException {
        // given
        KeyedRoundRobinQueue<String> queue = new KeyedRoundRobinQueue<>();
        List<String> taken = new ArrayList<>();
        Thread consumer = new Thread(() -> {
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        consumer.start();
        while (consumer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        // when
        queue.add("k", "v");
        consumer.join();
        // then
        assertThat(taken).containsExactly("v");
    }

    @Test
    void shouldThrottleUntilTheWindowIsOverWhenAllEventsAreUsed() {
        // given
        WindowedTimeThrottler throttler = new WindowedTimeThrottler(1000, 2);
        // when, then
        throttler.markEvent();
        assertThat(throttler.isThrottled()).isFalse();
        throttler.markEvent();
        assertThat(throttler.isThrottled()).isTrue();
        // when, then
        Time.advanceTime(1000);
        assertThat(throttler.isThrottled()).isTrue();
        // when, then
        Time.advanceTime(1);
        assertThat(throttler.isThrottled()).isFalse();
    }

    @Test
    void shouldForgetTheServiceWhenItIsUnregistered() {
        // given
        Object service = new Object();
        String id = ServiceRegistry.registerService(service);
        assertThat(ServiceRegistry.getService(id)).isSameAs(service);
        // when
        ServiceRegistry.unregisterService(id);
        // then
        assertThat(ServiceRegistry.getService(id)).isNull();
    }

    @Test
    void shouldGiveTheLatestStateWhenItIsReplaced() {
        // given
        String id = RegisteredGlobalState.registerState("first");
        // when, then
        RegisteredGlobalState.setState(id, "second");
        assertThat(RegisteredGlobalState.getState(id)).isEqualTo("second");
        // when, then
        RegisteredGlobalState.clearState(id);
        assertThat(RegisteredGlobalState.getState(id)).isNull();
    }
}
