package dev.gale.worker.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where connections come from: sockets, or pipes that a test moves the bytes through. Of a connection all that is asked
 * for here is that it calls its handler on one thread.
 */
public interface Wires extends AutoCloseable {
    /**
     * Accepts connections from now on.
     *
     * @param handlers makes the handler of each
     * @return the port on which it listens
     * @throws IOException naming the address, when nothing can listen there
     */
    int listen(Supplier<ChannelHandler> handlers) throws IOException;

    /**
     * Connects, without waiting for it.
     *
     * @param handler of the connection, when it comes to be
     * @param onFailure told when it doesn't; any thread
     */
    void connect(Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure);

    /** Runs something on the thread of a connection. */
    Executor threadOf(Channel channel);

    /** Closes all connections and ends the threads. */
    @Override
    void close();
}
