package dev.gale.worker.process;

import dev.gale.worker.transport.Peer;
import dev.gale.worker.transport.SocketWires;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.transport.Wires;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sockets that listen on a port from before the worker is there that uses them, so that an assignment can name it. */
final class TakenPort implements Wires {
    private final SocketWires sockets;
    private final int port;
    private volatile Supplier<ChannelHandler> handlers = TakenPort::closing;

    TakenPort(Map<String, Object> conf) {
        sockets = new SocketWires(TransportConfig.of(conf), 0, SocketWires.Io.best());
        try {
            port = sockets.listen(() -> handlers.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    private static ChannelHandler closing() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                ChannelFuture unused = context.close();
            }
        };
    }

    @Override
    public int listen(Supplier<ChannelHandler> newHandlers) {
        handlers = newHandlers;
        return port;
    }

    @Override
    public void connect(Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure) {
        sockets.connect(peer, handler, onFailure);
    }

    @Override
    public Executor threadOf(Channel channel) {
        return sockets.threadOf(channel);
    }

    @Override
    public void close() {
        sockets.close();
    }
}
