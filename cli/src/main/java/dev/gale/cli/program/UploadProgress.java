package dev.gale.cli.program;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal that grows while a file is uploaded; nothing elsewhere. One thread makes and closes it, another feeds it. */
final class UploadProgress implements LongConsumer, AutoCloseable {
    private static final int COLUMNS = 80;
    private static final int REFRESH_MILLIS = 100;

    /** Null when nobody sees it. */
    private final ProgressBar bar;

    private UploadProgress(ProgressBar bar) {
        this.bar = bar;
    }

    static UploadProgress hidden() {
        return new UploadProgress(null);
    }

    /** @param terminal where to draw */
    static UploadProgress on(OutputStream terminal, String what, long bytes) {
        return new UploadProgress(new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(bytes)
                .setUnit(" MB", 1_000_000)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(
                        new PrintStream(terminal, true, StandardCharsets.UTF_8), COLUMNS))
                .build());
    }

    @Override
    public void accept(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
