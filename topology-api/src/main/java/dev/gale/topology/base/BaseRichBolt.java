package dev.gale.topology.base;

import dev.gale.topology.IRichBolt;

/** A bolt with nothing to release. It acknowledges its tuples itself; {@link BaseBasicBolt} is the simpler form. */
public abstract class BaseRichBolt extends BaseComponent implements IRichBolt {
    @Override
    public void cleanup() {}
}
