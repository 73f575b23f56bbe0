package dev.gale.topology;

/** What may be said about a spout after it was added to a {@link TopologyBuilder}. */
public interface SpoutDeclarer extends ComponentConfigurationDeclarer<SpoutDeclarer> {}
