package dev.gale.local.submit;

import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.thrift.TException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Runs topologies in this JVM and keeps it alive for them: by a thread that is no daemon, from the first submission until
 * no topology runs any more, the time to live is over, or the JVM is told to end. Then spouts and bolts are closed. Any
 * thread may submit; after the end a submission begins anew.
 */
final class KeptAlive implements SubmissionTarget {
    private final Duration timeToLive;
    private final PrintStream console;
    /** Null while nothing runs; guarded by this. */
    private LocalRun run;

    /**
     * @param timeToLive counted from the first submission; null for ever
     * @param console where to say that topologies run here, since a program's user may not expect it
     */
    KeptAlive(Duration timeToLive, PrintStream console) {
        this.timeToLive = timeToLive;
        this.console = console;
    }

    @Override
    public synchronized void submit(
            String name,
            Map<String, Object> conf,
            StormTopology topology,
            SubmitOptions options,
            StormSubmitter.ProgressListener listener)
            throws AlreadyAliveException, InvalidTopologyException {
        if (run != null) {
            run.submit(name, conf, topology, options, listener);
        } else {
            LocalRun begun = new LocalRun(Map.of());
            boolean accepted = false;
            try {
                begun.submit(name, conf, topology, options, listener);
                keep(begun);
                accepted = true;
            } finally {
                if (!accepted) {
                    begun.close();
                }
            }
        }
        console.println("Topology " + name + " runs in this JVM, not in a cluster"
                + (timeToLive == null ? "" : ", for " + timeToLive.toSeconds() + " s") + "; Ctrl-C or kill "
                + ProcessHandle.current().pid() + " stops it.");
    }

    private void keep(LocalRun begun) {
        Thread hook = new Thread(begun::close, "local-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread keeper = new Thread(() -> keepUntilEnd(begun, hook), "local-keeper");
        keeper.setDaemon(false);
        keeper.start();
        run = begun;
    }

    private void keepUntilEnd(LocalRun kept, Thread hook) {
        try {
            boolean nothingRuns;
            do {
                nothingRuns = kept.awaitEnd(timeToLive);
                // A topology that was submitted meanwhile goes on.
            } while (nothingRuns && !forgetIfNothingRuns(kept));
            String failures = kept.failures();
            if (!failures.isEmpty()) {
                console.println(failures.trim());
            }
        } catch (InterruptedException | TException e) {
            console.println("The topologies in this JVM end early: " + e);
        } finally {
            forget(kept);
            kept.close();
            removeUnlessRunning(hook);
        }
    }

    private synchronized boolean forgetIfNothingRuns(LocalRun kept) {
        boolean over = !kept.runs();
        if (over) {
            forget(kept);
        }
        return over;
    }

    /** A submission that comes later begins anew, and may have done so. */
    private synchronized void forget(LocalRun ended) {
        if (run == ended) {
            run = null;
        }
    }

    /** There is no way to ask whether the JVM is ending, which forbids to take hooks off. */
    private static void removeUnlessRunning(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException jvmIsEnding) {
            // The hook runs, and all it does has been done.
            return;
        }
    }
}
