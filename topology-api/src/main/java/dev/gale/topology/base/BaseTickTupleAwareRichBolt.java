package dev.gale.topology.base;

import dev.gale.tuple.Tuple;
import dev.gale.utils.TupleUtils;

/**
 * A bolt that hears of ticks and data in separate methods. Neither is acknowledged here: {@link #process} has to
 * acknowledge its tuple, a tick needs no acknowledgement. Ticks come when {@code topology.tick.tuple.freq.secs} is set.
 */
public abstract class BaseTickTupleAwareRichBolt extends BaseRichBolt {
    @Override
    public void execute(Tuple tuple) {
        if (TupleUtils.isTick(tuple)) {
            onTickTuple(tuple);
        } else {
            process(tuple);
        }
    }

    /** Called for each tick, on the executor's thread; does nothing unless overridden. */
    protected void onTickTuple(Tuple tuple) {}

    /** Called for each tuple that is not a tick, on the executor's thread. */
    protected abstract void process(Tuple tuple);
}
