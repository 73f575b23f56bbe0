package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.get;
import static dev.gale.nimbus.testing.RunningNimbus.sha256;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.http.ApiServer.Load;
import dev.gale.nimbus.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests that are made to be held on to. What they make the server hold has a bound, which the number of
 * connections has, and nothing of it stays.
 */
class HostileRequestsTest extends ApiFixture {
    private static final int REQUESTS = 3_000;
    /** So many at once; more than the server takes. */
    private static final int AT_ONCE = 150;

    private static final int MOST_CONNECTIONS = 100;
    /** Those that a thread of the server's is just ending are counted, though others have taken their places. */
    private static final int ENDING = 20;
    /** For the head of a request, what comes behind it, and its answer. */
    private static final long BUFFERS_OF_A_CONNECTION = 3;

    private static final String CODE = "0".repeat(64);

    /** What each client sends; it then neither goes on nor ends. */
    private static final List<byte[]> BEGINNINGS = List.of(
            bytes(""),
            bytes("G"),
            bytes("GET /api/v1/cluster/summary HTTP/1.1\r\nHost: localhost\r\nX: half a hea"),
            bytes("GET /" + "a".repeat(100_000)),
            bytes("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(100_000)),
            bytes("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n"
                    + IntStream.range(0, 5_000)
                            .mapToObj(i -> "h" + i + ": v\r\n")
                            .collect(Collectors.joining())),
            bytes("GET /api/v1/health?" + "a=b&".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            bytes("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200)),
            bytes("PUT /api/v1/code/" + CODE + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("8000\r\n" + "z".repeat(0x8000) + "\r\n").repeat(3)),
            bytes("PUT /api/v1/code/" + CODE + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1;" + "x".repeat(50_000)),
            bytes("PUT /api/v1/code/" + CODE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                    + "z".repeat(100_000)),
            bytes("PUT /api/v1/code/" + CODE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n"
                    + "z".repeat(100_000)),
            bytes("POST /api/v1/topology HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"
                    + "[".repeat(200_000)),
            bytes(
                    "POST /api/v1/topology HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"),
            bytes(
                    "POST /api/v1/topology/none/rebalance/0 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "ffffffffffffffff\r\n" + "z".repeat(1_000)),
            bytes("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u0000".repeat(500)));

    private long mostBuffers;

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    ApiLimits limits() {
        return new ApiLimits(
                MOST_CONNECTIONS, 4, Duration.ofMillis(200), Duration.ofMillis(500), 1_000, Duration.ofSeconds(10));
    }

    @Test
    void shouldHoldNoMoreThanItsConnectionsMayAndNothingAfterwards() throws IOException {
        Random random = new Random(1);
        Deque<Socket> open = new ArrayDeque<>();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                byte[] beginning = BEGINNINGS.get(i % BEGINNINGS.size());
                boolean whole = random.nextBoolean() || beginning.length == 0;
                open.add(sent(beginning, whole ? beginning.length : random.nextInt(beginning.length)));
                if (open.size() > AT_ONCE) {
                    open.remove().close();
                }
                if (i % 10 == 0) {
                    look();
                }
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }

        Await.until("no client is left but this test", () -> look().connections() <= 1);
        Load after = look();
        assertThat(after.mostConnections()).isLessThanOrEqualTo(MOST_CONNECTIONS + ENDING);
        assertThat(mostBuffers).isBetween(1L, (MOST_CONNECTIONS + ENDING) * BUFFERS_OF_A_CONNECTION);
        Await.until("no request is left", () -> look().requests() == 0);
        Await.until("no buffer is left but this test's", () -> look().buffers() <= BUFFERS_OF_A_CONNECTION);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).describedAs("files").isEmpty();
        }
        assertThat(get(port, "/health").statusCode()).isEqualTo(200);
        assertThat(get(port, "/api/v1/code/" + sha256(new byte[0])).statusCode())
                .isEqualTo(404);
    }

    private Load look() {
        Load load = daemons.get(0).load();
        mostBuffers = Math.max(mostBuffers, load.buffers());
        return load;
    }

    /** A connection on which a part of a request has been sent; it may have been ended by the server meanwhile. */
    private Socket sent(byte[] beginning, int count) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.getOutputStream().write(beginning, 0, count);
        } catch (SocketException e) {
            // The server didn't want to hear all of it.
        }
        return socket;
    }
}
