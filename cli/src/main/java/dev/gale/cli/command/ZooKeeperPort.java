package dev.gale.cli.command;

import picocli.CommandLine.Option;

/** Where a ZooKeeper server for one machine listens. */
final class ZooKeeperPort {
    static final String OPTION = "--zookeeper-port";

    @Option(
            names = OPTION,
            paramLabel = "PORT",
            description =
                    "Where ZooKeeper listens, on this machine only; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 2181;

    /** @throws IllegalArgumentException when it is none */
    int number() {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(OPTION + " must be from 0 to 65535, found " + port);
        }
        return port;
    }
}
