package dev.gale.worker.process.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.kernel.tls.ApiTls;
import dev.gale.testsupport.PlainServer;
import dev.gale.testsupport.TestStores;
import dev.gale.worker.process.report.FakeNimbus.Request;
import dev.gale.worker.process.report.ReportSender.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpReportSenderTest {
    private static final String PATH = "/api/v1/topology/words-1/errors";

    private final FakeNimbus nimbus = new FakeNimbus();
    private final FakeNimbus other = new FakeNimbus();
    private final HttpReportSender sender = new HttpReportSender(Optional.of("open sesame"), ApiCalls.PLAIN);

    HttpReportSenderTest() throws IOException {}

    @AfterEach
    void close() {
        sender.close();
        nimbus.close();
        other.close();
    }

    private Outcome post(NimbusInfo to) {
        return post(sender, to);
    }

    private static Outcome post(HttpReportSender by, NimbusInfo to) {
        return by.post(to, PATH, "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void shouldShowTheSecretWithTheReport() {
        assertThat(post(nimbus.info()).kind()).isEqualTo(Outcome.Kind.TAKEN);

        assertThat(nimbus.requests()).containsExactly(new Request("POST", PATH, "Bearer open sesame", "{\"a\":1}"));
    }

    @Test
    void shouldSendItAllAgainToTheOneThatLeads() {
        nimbus.redirectTo(other, PATH);

        assertThat(post(nimbus.info()).kind()).isEqualTo(Outcome.Kind.TAKEN);

        assertThat(other.requests()).containsExactly(new Request("POST", PATH, "Bearer open sesame", "{\"a\":1}"));
    }

    @Test
    void shouldGiveUpWhenTwoNimbusesNameEachOther() {
        nimbus.redirectTo(other, PATH);
        other.redirectTo(nimbus, PATH);

        Outcome outcome = post(nimbus.info());

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.why()).contains("307");
        assertThat(nimbus.requests().size() + other.requests().size()).isEqualTo(3);
    }

    @Test
    void shouldTellWhatLaterMayBeTakenFromWhatWillNot() {
        nimbus.answer(404);
        assertThat(post(nimbus.info()).kind()).isEqualTo(Outcome.Kind.REFUSED);

        nimbus.answer(401);
        assertThat(post(nimbus.info()).why()).contains("gale.api.secret");

        nimbus.answer(503);
        assertThat(post(nimbus.info()).kind()).isEqualTo(Outcome.Kind.FAILED);
    }

    @Test
    void shouldReportByTlsAndInNoOtherWay(@TempDir Path folder) throws IOException {
        TestStores stores = new TestStores(folder, "ours");
        try (PlainServer plain = new PlainServer();
                FakeNimbus guarded = new FakeNimbus(ApiTls.serving(stores.serving("127.0.0.1")));
                HttpReportSender trusting =
                        new HttpReportSender(Optional.of("open sesame"), ApiCalls.from(stores.asking()));
                HttpReportSender doubting = new HttpReportSender(
                        Optional.of("open sesame"), ApiCalls.from(new TestStores(folder, "others").asking()))) {
            assertThat(post(trusting, guarded.info())).isEqualTo(Outcome.TAKEN);
            assertThat(post(doubting, guarded.info()).why())
                    .contains("shows a certificate that isn't trusted here")
                    .contains("gale.api.tls.client.truststore.path");
            assertThat(post(trusting, at(plain.port())).why()).contains("doesn't speak TLS there");
            guarded.redirectTo(other, PATH);
            assertThat(post(trusting, guarded.info()).why()).contains("sends to http://127.0.0.1:");

            assertThat(guarded.requests()).hasSize(2);
            assertThat(plain.heard()).hasSize(1).noneMatch(heard -> heard.contains("HTTP"));
            assertThat(other.requests()).isEmpty();
        }
    }

    private static NimbusInfo at(int port) {
        return new NimbusInfo(new NimbusId("plain"), "127.0.0.1", port, "0.1.0", Instant.EPOCH);
    }

    @Test
    void shouldSayWhenNobodyAnswers() {
        NimbusInfo gone = other.info();
        other.close();

        Outcome outcome = post(gone);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.why()).contains("can't be reached").contains(String.valueOf(gone.apiPort()));
    }
}
