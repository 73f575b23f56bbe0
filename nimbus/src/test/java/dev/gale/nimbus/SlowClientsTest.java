package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.get;
import static dev.gale.nimbus.testing.RunningNimbus.post;
import static dev.gale.nimbus.testing.RunningNimbus.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of clients that are silent or slow, where they may be neither for long. */
class SlowClientsTest extends ApiFixture {
    private static final int SILENCE_SECONDS = 3;
    private static final ApiLimits IMPATIENT = new ApiLimits(
            100,
            4,
            Duration.ofSeconds(SILENCE_SECONDS),
            Duration.ofSeconds(SILENCE_SECONDS),
            1_000,
            Duration.ofSeconds(60));
    private static final int LIMIT_MILLIS = 60_000;

    @Override
    ApiLimits limits() {
        return IMPATIENT;
    }

    @Test
    void shouldLeaveClientsThatDoNotGoOn() throws IOException {
        String code = sha256("code".getBytes(UTF_8));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (String begun : List.of(
                    "",
                    "GET /api/v1/clus",
                    "GET /api/v1/cluster/summary HTTP/1.1\r\nHost: localhost\r\n",
                    "PUT /api/v1/code/" + code + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc")) {
                Socket socket = connect();
                sockets.add(socket);
                socket.setSoTimeout(LIMIT_MILLIS);
                socket.getOutputStream().write(begun.getBytes(UTF_8));
            }
            for (Socket socket : sockets) {
                awaitEnd(socket);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertThat(get(port, "/health").statusCode()).isEqualTo(200);
    }

    private static void awaitEnd(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection goes on", e);
        } catch (SocketException e) {
            // The server hung up while there was something unread.
        }
    }

    @Test
    void shouldLeaveClientsThatSendTooSlowly() throws Exception {
        String code = sha256("code".getBytes(UTF_8));
        try (Socket socket = connect()) {
            socket.setSoTimeout(50);
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /api/v1/code/" + code + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
                    .getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            long endNs = System.nanoTime() + Duration.ofMillis(LIMIT_MILLIS).toNanos();
            boolean ended = false;
            while (!ended && System.nanoTime() - endNs < 0) {
                try {
                    out.write('x');
                    int read = in.read();
                    ended = read < 0;
                    answer.append((char) read);
                } catch (SocketTimeoutException e) {
                    // Still listening to us; the next byte.
                } catch (SocketException e) {
                    ended = true;
                }
            }
            assertThat(ended).describedAs("the connection has ended").isTrue();
        }
        assertThat(get(port, "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerThoughItTakesLongerThanAClientMayBeSilent() {
        byte[] body = SubmissionJson.write(Topologies.submission(
                "clicks",
                Map.of(
                        "topology.min.replication.count",
                        2,
                        "topology.max.replication.wait.time.sec",
                        SILENCE_SECONDS + 2),
                null));

        assertThatError(post(port, "/api/v1/topology", body), 503, "unavailable", "has 1 of 2");
    }
}
