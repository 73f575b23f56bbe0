package dev.gale.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorLogTest {
    private static final int INTERVAL_SECS = 10;
    private static final int MOST = 3;

    private final CapturedLog logged = new CapturedLog(ErrorLog.class);
    private final ManualClock clock = new ManualClock(1_000);
    private final List<ErrorReport> passedOn = new ArrayList<>();
    private final ErrorLog errors = new ErrorLog("words", clock, INTERVAL_SECS, MOST, passedOn::add);

    @AfterEach
    void closeLog() {
        logged.close();
    }

    private void add(String component, String message) {
        errors.add(new ErrorReport(clock.epochMillis(), component, 7, null, null, message, null));
    }

    private void addMany(String component, int count) {
        for (int i = 0; i < count; i++) {
            add(component, "error " + i);
        }
    }

    private void pass(Duration duration) {
        clock.advance(duration.toNanos());
    }

    @Test
    void shouldKnowNothingWhenThereWasNoError() {
        assertThat(errors.count("split")).isZero();
        assertThat(errors.newest("split")).isEmpty();
        assertThat(errors.newest()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestTenWhenThereAreMore() {
        // when
        addMany("split", 25);

        // then
        assertThat(errors.count("split")).isEqualTo(25);
        assertThat(errors.newest("split"))
                .extracting(ErrorReport::message)
                .isEqualTo(IntStream.range(0, 10)
                        .mapToObj(i -> "error " + (24 - i))
                        .toList());
    }

    @Test
    void shouldKeepComponentsApartWhenSeveralFail() {
        // when
        addMany("split", 12);
        add("count", "one");

        // then
        assertThat(errors.count("split")).isEqualTo(12);
        assertThat(errors.count("count")).isEqualTo(1);
        assertThat(errors.newest("count")).extracting(ErrorReport::message).containsExactly("one");
        assertThat(errors.newest()).hasSize(11);
        assertThat(errors.newest().get(0).message()).isEqualTo("error 11");
        assertThat(errors.newest().get(10).message()).isEqualTo("one");
    }

    @Test
    void shouldLogOnlySoManyWhenErrorsComeFast() {
        // when
        addMany("split", 8);

        // then
        assertThat(logged.messages())
                .containsExactly(
                        "words: split task 7: error 0", "words: split task 7: error 1", "words: split task 7: error 2");
    }

    @Test
    void shouldPassOnWhatItLogsWhenErrorsComeFast() {
        // when
        addMany("split", 8);
        add("count", "one");

        // then
        assertThat(passedOn).extracting(ErrorReport::message).containsExactly("error 0", "error 1", "error 2", "one");
    }

    @Test
    void shouldSayHowManyWereNotLoggedWhenTheNextIntervalBegins() {
        // given
        addMany("split", 8);

        // when
        pass(Duration.ofSeconds(INTERVAL_SECS));
        add("split", "later");
        add("split", "and another");

        // then
        assertThat(logged.messages().subList(3, 5))
                .containsExactly(
                        "words: split task 7: later (5 more of this component were not logged)",
                        "words: split task 7: and another");
    }

    @Test
    void shouldLogNoMoreWhenTheIntervalIsNotOverYet() {
        // given
        addMany("split", MOST);

        // when
        pass(Duration.ofSeconds(INTERVAL_SECS).minusNanos(1));
        add("split", "too early");

        // then
        assertThat(logged.messages()).hasSize(MOST);
    }

    @Test
    void shouldGiveEachComponentItsOwnShareWhenSeveralFail() {
        // when
        addMany("split", 10);
        addMany("count", 2);

        // then
        assertThat(logged.messages()).hasSize(MOST + 2);
    }

    @Test
    void shouldBeginTheIntervalWithTheFirstErrorWhenThatComesLater() {
        // given
        pass(Duration.ofSeconds(5));

        // when
        addMany("split", MOST);
        pass(Duration.ofSeconds(9));
        add("split", "same interval");

        // then
        assertThat(logged.messages()).hasSize(MOST);
    }

    @Test
    void shouldLogTupleAndExceptionWhenThereAreSome() {
        // when
        errors.add(new ErrorReport(
                5, "split", 4, "words/default", "[the, fox]", "threw it", new IllegalStateException("no luck")));

        // then
        assertThat(logged.messages())
                .containsExactly("words: split task 4: threw it; tuple of words/default: [the, fox]");
        assertThat(logged.exceptions()).containsExactly("java.lang.IllegalStateException");
    }

    @Test
    void shouldLogWhatTheReportSaysAside() {
        // when
        errors.add(new ErrorReport(5, "split", 4, "words/default", "[the]", "it waits", " for 20 ms", null));

        // then
        assertThat(logged.messages())
                .containsExactly("words: split task 4: it waits for 20 ms; tuple of words/default: [the]");
    }

    @Test
    void shouldLeaveWhatItGaveAloneWhenMoreErrorsCome() {
        // given
        add("split", "first");
        List<ErrorReport> before = errors.newest("split");

        // when
        add("split", "second");

        // then
        assertThat(before).extracting(ErrorReport::message).containsExactly("first");
    }
}
