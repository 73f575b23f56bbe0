package dev.gale.topology;

import dev.gale.spout.ISpout;

/** A spout that declares its streams: the form in which a spout is added to a {@link TopologyBuilder}. */
public interface IRichSpout extends ISpout, IComponent {}
