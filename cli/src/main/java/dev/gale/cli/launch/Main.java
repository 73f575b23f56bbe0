package dev.gale.cli.launch;

import dev.gale.cli.command.Gale;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.outcome.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** The process of the {@code gale} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                // Only the script can tell: Java knows whether all streams are a terminal, but not which.
                Boolean.getBoolean("gale.terminal.out"),
                Boolean.getBoolean("gale.terminal.err"),
                time -> Thread.sleep(time.toMillis()),
                System::nanoTime,
                new ProcessStop());
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int code = Gale.run(surroundings, out, err, args);
        // Else the process ends when the last thread of the user's program does.
        if (code != ExitCode.OK.code()) {
            System.exit(code);
        }
    }
}
