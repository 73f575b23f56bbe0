package dev.gale.worker.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** TCP: epoll where there is, else NIO; encrypted if the configuration says so. */
public final class SocketWires implements Wires {
    /** How bytes get in and out of the process. */
    public enum Io {
        EPOLL,
        NIO;

        /** The best that this machine has. */
        public static Io best() {
            return Epoll.isAvailable() ? EPOLL : NIO;
        }
    }

    private static final int FIRST_READ_BYTES = 16 * 1024;
    private static final int SMALLEST_READ_BYTES = 2 * 1024;
    private static final int LARGEST_READ_BYTES = 256 * 1024;
    private static final int READS_IN_A_ROW = 16;
    private static final long STOP_LIMIT_MILLIS = 5_000;

    private final TransportConfig config;
    private final TlsContexts tls;
    private final int port;
    private final MultiThreadIoEventLoopGroup threads;
    private final Class<? extends Channel> channelType;
    private final Class<? extends ServerChannel> serverType;

    /**
     * @param port to listen on; 0: a free one
     * @throws IllegalArgumentException naming file and setting, when a key or trust store can't be used
     */
    public SocketWires(TransportConfig config, int port, Io io) {
        this.config = config;
        this.port = port;
        this.tls = config.tls() == null ? null : new TlsContexts(config.tls());
        boolean epoll = io == Io.EPOLL;
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        this.serverType = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        // No thread is started before the first connection.
        this.threads =
                new MultiThreadIoEventLoopGroup(config.threads(), new DefaultThreadFactory("wk-net", true), handlers);
    }

    @Override
    public int listen(Supplier<ChannelHandler> handlers) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(serverType)
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.accepting(channel.alloc()));
                        }
                        channel.pipeline().addLast(handlers.get());
                    }
                });
        if (config.socketBuffer() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, config.socketBuffer());
            bootstrap.childOption(ChannelOption.SO_SNDBUF, config.socketBuffer());
        }
        ChannelFuture bound = bootstrap.bind(config.bindAddress(), port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "can't listen on " + config.bindAddress() + ":" + port + " for other workers: "
                            + bound.cause().getMessage() + "; is another process there, or the address none of this"
                            + " machine's?",
                    bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    @Override
    public void connect(Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure) {
        Bootstrap bootstrap = new Bootstrap()
                .group(threads)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(config.connectTimeout().toMillis()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.connecting(channel.alloc(), peer.host(), peer.port()));
                        }
                        channel.pipeline().addLast(handler);
                    }
                });
        if (config.socketBuffer() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, config.socketBuffer());
            bootstrap.option(ChannelOption.SO_SNDBUF, config.socketBuffer());
        }
        bootstrap.connect(peer.host(), peer.port()).addListener(result -> {
            if (!result.isSuccess()) {
                onFailure.accept(result.cause());
            }
        });
    }

    private WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(config.lowWatermark(), config.highWatermark());
    }

    private static AdaptiveRecvByteBufAllocator reads() {
        AdaptiveRecvByteBufAllocator reads =
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ_BYTES, FIRST_READ_BYTES, LARGEST_READ_BYTES);
        reads.maxMessagesPerRead(READS_IN_A_ROW);
        return reads;
    }

    @Override
    public Executor threadOf(Channel channel) {
        return channel.eventLoop();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
