package dev.gale.examples;

import dev.gale.examples.run.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What a command came to that ran within the test's JVM.
 *
 * @param err without the lines that show progress: how many there are depends on how fast the machine is
 */
record Outcome(int exitCode, List<String> out, List<String> err) {
    static Outcome of(Callable<Integer> command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(
                exitCode,
                out.toString().lines().toList(),
                err.toString()
                        .lines()
                        .filter(line -> !line.contains(" tuples/s "))
                        .toList());
    }
}
