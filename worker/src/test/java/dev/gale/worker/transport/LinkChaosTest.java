package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.report.CapturedLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random faults between two workers: whatever happens, nothing comes twice, out of order or beyond what was granted. */
class LinkChaosTest {
    private static final int SEEDS = 100;
    private static final int ROUNDS = 60;

    private static List<CapturedLog> logs;

    @BeforeAll
    static void keepQuiet() {
        logs = List.of(new CapturedLog(PeerNetwork.class), new CapturedLog(LinkKeeper.class));
    }

    @AfterAll
    static void speakAgain() {
        logs.forEach(CapturedLog::close);
    }

    static long[] seeds() {
        return new Random(1).longs(SEEDS).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepItsPromisesWhateverHappensToConnectionsAndWorkers(long seed) {
        // given
        Random random = new Random(seed);
        Map<String, Object> conf = Map.of("worker.transport.ping.millis", 50);
        SimulatedPair pair = SimulatedPair.of(seed, conf);
        long epoch = PeerPair.FIRST_EPOCH;
        int next = 0;

        // when
        for (int round = 0; round < ROUNDS; round++) {
            switch (random.nextInt(8)) {
                case 0 -> pair.wires.cut("host-0", "host-1");
                case 1, 2 -> pair.wires.heal("host-0", "host-1");
                case 3 -> pair.wires.setDelay(Duration.ofMillis(random.nextInt(40)));
                case 4 -> {
                    epoch++;
                    pair.kill(0);
                    pair.run(0, epoch, conf);
                    pair.networks[0].setPeer(1, new Peer("host-1", 1, PeerPair.FIRST_EPOCH));
                    if (random.nextBoolean()) {
                        pair.networks[1].setPeer(0, new Peer("host-0", 1, epoch));
                    }
                }
                default -> {
                    for (int i = random.nextInt(2000); i > 0; i--) {
                        pair.first().emit(0, 2, next++);
                        pair.first().emit(1, 3, next++);
                    }
                }
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                pair.first().flush();
                pair.advance(Duration.ofMillis(random.nextInt(20)));
                if (random.nextBoolean()) {
                    pair.second().work(2);
                }
                if (random.nextInt(4) == 0) {
                    pair.second().work(3);
                }
                assertThat(pair.second().depth(2)).isLessThanOrEqualTo(PeerPair.WINDOW);
                assertThat(pair.second().depth(3)).isLessThanOrEqualTo(PeerPair.WINDOW);
            }
        }

        // then: when the last fault has healed everything goes again
        pair.wires.setDelay(Duration.ZERO);
        pair.wires.heal("host-0", "host-1");
        pair.awaitConnected();
        int last = next;
        pair.first().emit(0, 2, last);
        pair.first().emit(1, 3, last);
        pair.until(
                () -> {
                    pair.first().flush();
                    return pair.second().received(2).contains(last)
                            && pair.second().received(3).contains(last);
                },
                () -> "the last never came");
        assertAscending(pair.second().received(2));
        assertAscending(pair.second().received(3));
        for (PeerPair.Told told : pair.told) {
            assertAlternating(told.events());
        }
        pair.close();
    }

    private static void assertAscending(List<Object> received) {
        Set<Object> distinct = new HashSet<>(received);
        assertThat(received).hasSameSizeAs(distinct);
        for (int i = 1; i < received.size(); i++) {
            assertThat((Integer) received.get(i)).isGreaterThan((Integer) received.get(i - 1));
        }
    }

    private static void assertAlternating(List<String> events) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i)).startsWith(i % 2 == 0 ? "connected" : "lost");
        }
    }
}
