package dev.gale.spout;

/** A spout whose {@link Scheme} is chosen by whoever builds the topology, before the spout is submitted. */
public interface ISchemableSpout {
    Scheme getScheme();

    void setScheme(Scheme scheme);
}
