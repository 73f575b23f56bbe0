package dev.gale.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers in the clear to whatever comes that it doesn't understand it, as HTTP servers do. */
public final class PlainServer implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Thread thread = new Thread(this::serve, "plain-server");
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public PlainServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                byte[] some = new byte[1_000];
                int count = in.read(some);
                heard.add(new String(some, 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(ANSWER);
            } catch (SocketException e) {
                // The client has gone, or the test is over.
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How what came began, a text a connection. */
    public List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
