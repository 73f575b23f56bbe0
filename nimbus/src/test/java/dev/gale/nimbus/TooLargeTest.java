package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.post;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.tls.ApiCalls;
import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.testing.Await;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.SubmissionJson;
import dev.gale.testsupport.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends too much gets to read so, whatever the client does first. */
class TooLargeTest extends ApiFixture {
    private static final String CODE = "/api/v1/code/" + "0".repeat(64);

    private final HttpClient client = ApiCalls.PLAIN.newClient().build();
    private String topology;

    @Override
    ApiLimits limits() {
        return new ApiLimits(100, 4, Duration.ofSeconds(20), Duration.ofSeconds(30), 1_000, Duration.ofSeconds(30));
    }

    @BeforeEach
    void submitATopology() {
        byte[] body = SubmissionJson.write(Topologies.submission("clicks"));
        topology = "/api/v1/topology/"
                + json(post(port, "/api/v1/topology", body)).get("id").asString();
    }

    /** Blanks without holding them. */
    private static final class Blanks extends InputStream {
        private long left;

        Blanks(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + count, (byte) ' ');
            left -= count;
            return count;
        }
    }

    private static BodyPublisher body(long bytes, boolean announced) {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Blanks(bytes));
        return announced ? BodyPublishers.fromPublisher(chunked, bytes) : chunked;
    }

    private static HttpResponse<String> send(HttpClient client, String method, String uri, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(60))
                .method(method, body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "2097153, true", "2097153, false", "2113537, true", "2113537, false",
        "4194304, true", "4194304, false", "50000000, true", "50000000, false"
    })
    void shouldSayThatStatisticsAreTooLarge(long bytes, boolean announced) throws Exception {
        HttpResponse<String> answer =
                send(client, "POST", "http://127.0.0.1:" + port + topology + "/stats", body(bytes, announced));

        assertThatError(answer, 413, "too-large", "2097152");
    }

    @ParameterizedTest
    @CsvSource({"1048577, true", "1048577, false", "50000000, true", "50000000, false"})
    void shouldSayThatCodeIsTooLarge(long bytes, boolean announced) throws Exception {
        assertThatError(
                send(client, "PUT", "http://127.0.0.1:" + port + CODE, body(bytes, announced)),
                413,
                "too-large",
                "1048576");
    }

    @ParameterizedTest
    @CsvSource({"1048577, true", "1048577, false", "50000000, true", "50000000, false"})
    void shouldSayThatCodeIsTooLargeByTls(long bytes, boolean announced) throws Exception {
        TestStores stores = new TestStores(directory, "ours");
        int guarded = start("n2", stores.serving("127.0.0.1"));
        HttpClient tls = ApiCalls.from(stores.asking()).newClient().build();

        assertThatError(
                send(tls, "PUT", "https://127.0.0.1:" + guarded + CODE, body(bytes, announced)),
                413,
                "too-large",
                "1048576");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000000", "Transfer-Encoding: chunked"})
    void shouldSayItToWhoLooksWhileSendingWithoutEnd(String length) throws IOException {
        try (Socket socket = begin(length)) {
            byte[] chunk = chunk(length);
            while (socket.getInputStream().available() == 0) {
                socket.getOutputStream().write(chunk);
            }
            assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000000", "Transfer-Encoding: chunked"})
    void shouldNotListenForEverToWhoSendsWithoutEnd(String length) throws IOException {
        try (Socket socket = begin(length)) {
            byte[] chunk = chunk(length);
            long sent = 0;
            boolean ended = false;
            while (!ended) {
                try {
                    socket.getOutputStream().write(chunk);
                    sent += chunk.length;
                } catch (SocketException e) {
                    ended = true;
                }
                assertThat(sent).isLessThan(1L << 30);
            }
        }
        Await.until("nothing is left of it", () -> daemons.get(0).load().requests() == 0);
    }

    @Test
    void shouldEndWithWhoStopsInTheMiddle() throws IOException {
        try (Socket socket = begin("Content-Length: 3000000")) {
            socket.getOutputStream().write(new byte[1_000_000]);
            assertThat(answer(socket)).startsWith("HTTP/1.1 413");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        Await.until("nothing is left of it", () -> daemons.get(0).load().requests() == 0);
    }

    private Socket begin(String length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST " + topology + "/stats HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static byte[] chunk(String length) throws IOException {
        byte[] blanks = new Blanks(65_536).readAllBytes();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        OutputStream out = chunk;
        if (length.contains("chunked")) {
            out.write("10000\r\n".getBytes(US_ASCII));
            out.write(blanks);
            out.write("\r\n".getBytes(US_ASCII));
        } else {
            out.write(blanks);
        }
        return chunk.toByteArray();
    }

    /** Headers and the announced body. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertThat(read).describedAs("the answer ended after: " + head).isNotNegative();
            head.append((char) read);
        }
        String length = head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
        return head + new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }
}
