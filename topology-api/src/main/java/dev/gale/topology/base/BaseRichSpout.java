package dev.gale.topology.base;

import dev.gale.topology.IRichSpout;

/** A spout that takes no notice of acknowledgements, failures, pausing and the end. */
public abstract class BaseRichSpout extends BaseComponent implements IRichSpout {
    @Override
    public void close() {}

    @Override
    public void activate() {}

    @Override
    public void deactivate() {}

    @Override
    public void ack(Object msgId) {}

    @Override
    public void fail(Object msgId) {}
}
