package dev.gale.policy;

import dev.gale.Config;
import dev.gale.utils.ObjectReader;
import java.util.Map;

/**
 * What a thread does that has nothing to do. Gale's own runtime does not use these strategies: its executors wait by
 * signals, and spin only while a core is free. They are here for programs that drive queues themselves, and keep their
 * settings valid.
 *
 * <p>An instance belongs to one waiting thread: {@link #prepare} once, then {@link #idle} again and again.
 */
public interface IWaitStrategy {
    /** What is being waited for; selects the settings that apply. */
    enum WaitSituation {
        /** A spout has emitted nothing. */
        SPOUT_WAIT,
        /** A bolt's queue is empty. */
        BOLT_WAIT,
        /** The receiver's queue is full. */
        BACK_PRESSURE_WAIT
    }

    /**
     * The strategy named by {@link Config#TOPOLOGY_BACKPRESSURE_WAIT_STRATEGY}, prepared; {@link
     * WaitStrategyProgressive} if none is named.
     *
     * @throws IllegalArgumentException if the class can't be loaded, is no strategy, or has no public constructor
     *     without arguments
     */
    static IWaitStrategy createBackPressureWaitStrategy(Map<String, Object> topologyConf) {
        String key = Config.TOPOLOGY_BACKPRESSURE_WAIT_STRATEGY;
        String className = ObjectReader.getString(topologyConf.get(key), WaitStrategyProgressive.class.getName());
        IWaitStrategy strategy;
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            strategy = Class.forName(className, true, loader)
                    .asSubclass(IWaitStrategy.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    key + " must name a class that implements " + IWaitStrategy.class.getName()
                            + " and has a public constructor without arguments, found " + className,
                    e);
        }
        strategy.prepare(topologyConf, WaitSituation.BACK_PRESSURE_WAIT);
        return strategy;
    }

    void prepare(Map<String, Object> conf, WaitSituation waitSituation);

    /**
     * Waits a while, the longer the more often in a row it was called.
     *
     * @param idleCounter 0 at the first call after there was work, then what the last call returned
     * @return the counter for the next call
     */
    int idle(int idleCounter) throws InterruptedException;
}
