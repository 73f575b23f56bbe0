package dev.gale.benchmarks.driver.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps programs off the network: daemons of other engines listen on all addresses. In a network namespace of Linux that
 * holds loopback alone, a program has the machine as far as it needs it, and nobody else reaches it.
 */
final class LoopbackOnly {
    private static final List<String> NAMESPACE =
            List.of("unshare", "--map-root-user", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    private LoopbackOnly() {}

    /** What comes before a command to run it so, as the same process; nothing where that can't be done. */
    static List<String> prefix() throws InterruptedException {
        List<String> trial = new ArrayList<>(NAMESPACE);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 ? NAMESPACE : List.of();
        } catch (IOException e) {
            // There is no such program.
            return List.of();
        }
    }
}
