package dev.gale.worker.process.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.worker.process.report.FakeNimbus.Request;
import dev.gale.worker.process.report.ReportSender.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpReportSenderTest {
    private static final String PATH = "/api/v1/topology/words-1/errors";

    private final FakeNimbus nimbus = new FakeNimbus();
    private final FakeNimbus other = new FakeNimbus();
    private final HttpReportSender sender = new HttpReportSender(Optional.of("open sesame"));

    HttpReportSenderTest() throws IOException {}

    @AfterEach
    void close() {
        sender.close();
        nimbus.close();
        other.close();
    }

    private Outcome post(NimbusInfo to) {
        return sender.post(to, PATH, "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
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
    void shouldSayWhenNobodyAnswers() {
        NimbusInfo gone = other.info();
        other.close();

        Outcome outcome = post(gone);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.why()).contains("can't be reached").contains(String.valueOf(gone.apiPort()));
    }
}
