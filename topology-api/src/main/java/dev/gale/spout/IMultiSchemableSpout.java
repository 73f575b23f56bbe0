package dev.gale.spout;

/** A spout whose {@link MultiScheme} is chosen by whoever builds the topology, before the spout is submitted. */
public interface IMultiSchemableSpout {
    MultiScheme getScheme();

    void setScheme(MultiScheme scheme);
}
