package dev.gale.examples.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a running program that it should come to its end. With {@link #onShutdown} it is Ctrl-C that tells, and the JVM
 * waits until the program says that it has {@link #finished}.
 */
public final class StopSignal {
    /** Longer than closing a cluster can take. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(15);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * A signal that is given when the JVM is asked to end. The thread that runs {@code main} goes on meanwhile: it sees
     * the signal, closes what it has opened, prints what it has, and calls {@link #finished}.
     */
    public static StopSignal onShutdown() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::requestAndWait, "stop-signal"));
        return signal;
    }

    private void requestAndWait() {
        request();
        try {
            if (!finished.await(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("not finished within " + LONGEST_GOODBYE.toSeconds() + " s of being asked to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for the stop. Any thread, any number of times. */
    public void request() {
        requested.countDown();
    }

    /** Whether the stop is asked for; waits for it, but not for longer than {@code limit}. */
    public boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says that all is closed and printed, so that the JVM may end. */
    public void finished() {
        finished.countDown();
    }
}
