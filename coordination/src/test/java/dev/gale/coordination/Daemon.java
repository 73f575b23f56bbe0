package dev.gale.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A daemon of a test: a client, and a queue of callbacks that the test's thread empties. */
final class Daemon {
    private final String name;
    private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final List<SessionState> states = new ArrayList<>();
    private final ClusterState client;

    Daemon(String name, ClusterUnderTest cluster) {
        this.name = name;
        this.client = cluster.newClient(name, mailbox::add);
        client.addSessionListener(states::add);
    }

    ClusterState client() {
        return client;
    }

    /** The states of its session that it was told. */
    List<SessionState> states() {
        return states;
    }

    /** Runs what was enqueued for it. */
    void runCallbacks() {
        for (Runnable callback = mailbox.poll(); callback != null; callback = mailbox.poll()) {
            callback.run();
        }
    }

    @Override
    public String toString() {
        return name + " " + states;
    }
}
