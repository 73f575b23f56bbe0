package dev.gale.worker.report;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what a class logs, instead of its being written, until closed; any thread may look while others log. */
public final class CapturedLog implements AutoCloseable {
    private final Logger logger;
    private final Level levelBefore;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public CapturedLog(Class<?> of) {
        logger = (Logger) LoggerFactory.getLogger(of);
        levelBefore = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        appender.list = new CopyOnWriteArrayList<>(); // the appender's own list can't be read while a thread logs
        appender.start();
        logger.addAppender(appender);
    }

    public List<String> messages() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Class names of the exceptions logged with the messages; "none" where there was none. */
    public List<String> exceptions() {
        return appender.list.stream()
                .map(event -> event.getThrowableProxy() == null
                        ? "none"
                        : event.getThrowableProxy().getClassName())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(levelBefore);
    }
}
