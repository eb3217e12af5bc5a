package no.trekkpaalegg.privacy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Looks at every log line at every level: message, exceptions, MDC and the name of the thread. Attached to the root logger by {@code logback-test.xml}, which also says what is left out. */
public final class LogWatch extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** By logger. */
    private static final Map<String, LongAdder> LINES = new ConcurrentHashMap<>();

    private final Leaks leaks;
    private final Set<String> harmlessThreads = ConcurrentHashMap.newKeySet();

    /** Made by logback, from its configuration file. */
    public LogWatch() {
        this(Leaks.ofTheSuite());
    }

    LogWatch(Leaks leaks) {
        this.leaks = leaks;
    }

    /** Whether every log line of the process comes by here: a test may have changed the log's configuration. */
    static boolean isInPlace() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        boolean attached = false;
        for (Iterator<Appender<ILoggingEvent>> appenders = root.iteratorForAppenders(); appenders.hasNext(); ) {
            attached |= appenders.next() instanceof LogWatch;
        }
        return attached && root.getLevel() == Level.TRACE;
    }

    /** How many lines of the loggers whose names begin so have been looked at. */
    public static long linesOf(String loggers) {
        return LINES.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(loggers))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        LINES.computeIfAbsent(logger, name -> new LongAdder()).increment();
        leaks.look(logger, event.getFormattedMessage());
        lookAt(logger, event.getThrowableProxy());
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            leaks.look(logger + ", MDC " + entry.getKey(), String.valueOf(entry.getValue()));
        }
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> leaks.look(logger + ", key " + pair.key, String.valueOf(pair.value)));
        }
        if (harmlessThreads.add(event.getThreadName())) {
            leaks.look(logger + ", thread's name", event.getThreadName());
        }
    }

    private void lookAt(String logger, IThrowableProxy thrown) {
        if (thrown == null || thrown.isCyclic()) {
            return;
        }
        leaks.look(logger + ", exception " + thrown.getClassName(), String.valueOf(thrown.getMessage()));
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            lookAt(logger, suppressed);
        }
        lookAt(logger, thrown.getCause());
    }
}
