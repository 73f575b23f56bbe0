package com.acme.words;

import dev.gale.Config;
import dev.gale.StormSubmitter;

/** Submits under the name of its first argument, with as many workers as its second says. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Config conf = new Config();
        if (args.length > 1) {
            conf.setNumWorkers(Integer.parseInt(args[1]));
        }
        System.setProperty("com.acme.arguments", String.join(" ", args));
        System.setProperty("com.acme.loader", Main.class.getClassLoader().getName());
        StormSubmitter.submitTopology(args[0], conf, Words.builder().createTopology());
    }
}
