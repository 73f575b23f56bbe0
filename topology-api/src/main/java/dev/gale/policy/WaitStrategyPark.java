package dev.gale.policy;

import dev.gale.Config;
import dev.gale.utils.ObjectReader;
import dev.gale.utils.Time;
import java.util.Map;

/**
 * Waits the same time at each call: that of {@link Config#TOPOLOGY_SPOUT_WAIT_PARK_MICROSEC}, {@link
 * Config#TOPOLOGY_BOLT_WAIT_PARK_MICROSEC} or {@link Config#TOPOLOGY_BACKPRESSURE_WAIT_PARK_MICROSEC}, by default 100
 * microseconds. With 0 it returns at once. See {@link IWaitStrategy} for what uses it.
 */
public class WaitStrategyPark implements IWaitStrategy {
    private static final long DEFAULT_MICROS = 100;

    private long parkNs;

    /** To be prepared before use. */
    public WaitStrategyPark() {
        this(DEFAULT_MICROS);
    }

    /** Needs no preparation. */
    public WaitStrategyPark(long microsec) {
        parkNs = microsec * 1000;
    }

    @Override
    public void prepare(Map<String, Object> conf, WaitSituation waitSituation) {
        String key = switch (waitSituation) {
            case SPOUT_WAIT -> Config.TOPOLOGY_SPOUT_WAIT_PARK_MICROSEC;
            case BOLT_WAIT -> Config.TOPOLOGY_BOLT_WAIT_PARK_MICROSEC;
            case BACK_PRESSURE_WAIT -> Config.TOPOLOGY_BACKPRESSURE_WAIT_PARK_MICROSEC;
        };
        parkNs = ObjectReader.getLong(conf.get(key), DEFAULT_MICROS) * 1000;
    }

    @Override
    public int idle(int idleCounter) throws InterruptedException {
        if (parkNs > 0) {
            Time.parkNanos(parkNs);
        }
        return idleCounter + 1;
    }
}
