package dev.gale.cli.launch;

import dev.gale.cli.console.StopSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of this process, by Ctrl-C or a kill, as a signal. The process then waits a while for the command to finish. */
final class ProcessStop implements StopSignal {
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);

    @Override
    public CompletableFuture<Void> asked() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onEnd, "stop"));
        return asked;
    }

    private void onEnd() {
        asked.complete(null);
        try {
            if (!finished.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gale: gave up waiting for the end after " + LONGEST_WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void finished() {
        finished.countDown();
    }
}
