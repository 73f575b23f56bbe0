package dev.gale.worker.process.report;

import dev.gale.coordination.model.NimbusInfo;
import java.util.concurrent.CompletableFuture;

/** Carries reports to Nimbus. Any thread. */
public interface ReportSender extends AutoCloseable {
    /**
     * Sends a report without waiting. The answer comes within some seconds, whatever happens.
     *
     * @param path of the API
     * @param json the body
     * @return completed with what became of it; never exceptionally
     */
    CompletableFuture<Outcome> post(NimbusInfo nimbus, String path, byte[] json);

    @Override
    void close();

    /**
     * What became of a report.
     *
     * @param why of what wasn't taken, the end of a sentence
     */
    record Outcome(Kind kind, String why) {
        /** What to do now. */
        public enum Kind {
            TAKEN,
            /** It won't be taken however often it is sent. */
            REFUSED,
            /** Later it may be. */
            FAILED
        }

        static final Outcome TAKEN = new Outcome(Kind.TAKEN, "");

        static Outcome refused(String why) {
            return new Outcome(Kind.REFUSED, why);
        }

        static Outcome failed(String why) {
            return new Outcome(Kind.FAILED, why);
        }
    }
}
