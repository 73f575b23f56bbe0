package com.acme.words;

import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;

/** A topology as its users write them. */
final class Words {
    private Words() {}

    static TopologyBuilder builder() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", () -> "to be or not to be");
        builder.setBolt(
                        "split",
                        (tuple, out) -> {
                            for (String word : tuple.getString(0).split(" ")) {
                                out.emit(new Values(word));
                            }
                        },
                        2,
                        "word")
                .shuffleGrouping("lines");
        builder.setBolt("count", tuple -> {}, 2).fieldsGrouping("split", new Fields("word"));
        return builder;
    }
}
