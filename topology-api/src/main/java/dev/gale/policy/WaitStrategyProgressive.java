package dev.gale.policy;

import dev.gale.Config;
import dev.gale.utils.ObjectReader;
import dev.gale.utils.Time;
import java.util.Map;

/**
 * Saves more of the processor the longer there is nothing to do: returns at once for a number of calls (level 1), parks
 * for the shortest possible time for another number of calls (level 2), then sleeps some milliseconds at each call
 * (level 3). The settings are {@code topology.(spout|bolt|backpressure).wait.progressive.level1.count}, {@code
 * .level2.count} and {@code .level3.sleep.millis}. Spouts sleep from the first call and one millisecond by default; the
 * others by default take the levels 1 and 2 for 1 and 1000 calls. See {@link IWaitStrategy} for what uses it.
 */
public class WaitStrategyProgressive implements IWaitStrategy {
    private int level1Count;
    private int level2Count;
    private long level3SleepMs;

    @Override
    public void prepare(Map<String, Object> conf, WaitSituation waitSituation) {
        switch (waitSituation) {
            case SPOUT_WAIT -> {
                level1Count = ObjectReader.getInt(conf.get(Config.TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL1_COUNT), 0);
                level2Count = ObjectReader.getInt(conf.get(Config.TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL2_COUNT), 0);
                level3SleepMs =
                        ObjectReader.getLong(conf.get(Config.TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS), 1L);
            }
            case BOLT_WAIT -> {
                level1Count = ObjectReader.getInt(conf.get(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL1_COUNT), 1);
                level2Count = ObjectReader.getInt(conf.get(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL2_COUNT), 1000);
                level3SleepMs =
                        ObjectReader.getLong(conf.get(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS), 1L);
            }
            case BACK_PRESSURE_WAIT -> {
                level1Count =
                        ObjectReader.getInt(conf.get(Config.TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL1_COUNT), 1);
                level2Count =
                        ObjectReader.getInt(conf.get(Config.TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL2_COUNT), 1000);
                level3SleepMs = ObjectReader.getLong(
                        conf.get(Config.TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS), 1L);
            }
        }
    }

    @Override
    public int idle(int idleCounter) throws InterruptedException {
        if (idleCounter < level1Count) {
            Thread.onSpinWait();
            return idleCounter + 1;
        }
        if (idleCounter < level1Count + level2Count) {
            Time.parkNanos(1);
            return idleCounter + 1;
        }
        Time.sleep(level3SleepMs);
        return idleCounter; // counting on would overflow in the end
    }
}
