package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeCacheMapTest {
    private final Time.SimulatedTime simulation = new Time.SimulatedTime();
    private final BlockingQueue<String> expired = new LinkedBlockingQueue<>();
    private TimeCacheMap<String, Integer> map;

    @AfterEach
    void stop() {
        map.cleanup();
        simulation.close();
    }

    @Test
    void shouldExpireEntriesByTheClockWhenItIsAdvanced() throws InterruptedException {
        // given
        map = new TimeCacheMap<>(10, 2, (key, value) -> expired.add(key + "=" + value));
        map.put("a", 1);
        assertThat(map.get("a")).isEqualTo(1);
        // when
        String first = null;
        while (first == null) { // the cleaner needs real time to go to sleep again
            Time.advanceTimeSecs(10);
            first = expired.poll(1, TimeUnit.MILLISECONDS);
        }
        // then
        assertThat(first).isEqualTo("a=1");
        assertThat(map.containsKey("a")).isFalse();
    }

    @Test
    void shouldKeepEntriesWhenTheClockStandsStill() {
        // given
        map = new TimeCacheMap<>(10);
        // when
        map.put("a", 1);
        // then
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.remove("a")).isEqualTo(1);
        assertThat(map.remove("a")).isNull();
    }
}
