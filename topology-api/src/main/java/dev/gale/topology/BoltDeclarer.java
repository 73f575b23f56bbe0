package dev.gale.topology;

/** What may be said about a bolt after it was added to a {@link TopologyBuilder}: its inputs and its settings. */
public interface BoltDeclarer extends InputDeclarer<BoltDeclarer>, ComponentConfigurationDeclarer<BoltDeclarer> {}
