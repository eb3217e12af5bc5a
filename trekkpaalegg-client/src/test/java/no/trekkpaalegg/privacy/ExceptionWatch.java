package no.trekkpaalegg.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Looks at the message of every exception that code of this project makes, logged or not, and at those of its own exception types
 * wherever they are made. The Flight Recorder of the JVM sees them; it is read when all is over. Exceptions that others make and we
 * pass on are not among them: where they are logged, {@link LogWatch} sees them.
 */
final class ExceptionWatch {
    private static final String OURS = "no.trekkpaalegg.";
    private static final List<String> EVENTS = List.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

    private final Recording recording = new Recording();
    private final Map<String, Boolean> mainClasses = new ConcurrentHashMap<>();

    void start() {
        // Newer recorders leave out some of them unless told otherwise.
        EVENTS.forEach(event -> recording.enable(event).withStackTrace().with("throttle", "off"));
        recording.start();
    }

    /**
     * Ends the watch.
     *
     * @return how many exceptions of ours with a message there were
     */
    long finish(Leaks leaks) {
        try (recording) {
            recording.stop();
            Path file = Files.createTempFile("exceptions", ".jfr");
            try {
                recording.dump(file);
                return read(file, leaks);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long read(Path file, Leaks leaks) throws IOException {
        long ours = 0;
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (EVENTS.contains(event.getEventType().getName())
                        && event.getString("message") != null
                        && isOurs(event)) {
                    ours++;
                    leaks.look(
                            "exception " + thrownClass(event) + " made by " + maker(event), event.getString("message"));
                }
            }
        }
        return ours;
    }

    private boolean isOurs(RecordedEvent event) {
        return isMain(thrownClass(event)) || isMain(maker(event));
    }

    private static String thrownClass(RecordedEvent event) {
        return event.getClass("thrownClass").getName();
    }

    /** The class whose code has the {@code new}: the first that is not a constructor of the exception. */
    private static String maker(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return "";
        }
        String thrown = thrownClass(event);
        boolean constructed = false;
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            boolean constructor = frame.getMethod().getName().equals("<init>");
            if (!constructor || (constructed && !type.equals(thrown))) {
                return type;
            }
            constructed |= type.equals(thrown);
        }
        return "";
    }

    private boolean isMain(String className) {
        return className.startsWith(OURS) && mainClasses.computeIfAbsent(className, ExceptionWatch::comesFromMainCode);
    }

    /** Tests put person numbers into exceptions, to see what becomes of them. */
    private static boolean comesFromMainCode(String className) {
        try {
            CodeSource source = Class.forName(className, false, ExceptionWatch.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            String location = source.getLocation().getPath();
            return !location.endsWith("/test-classes/") && !location.endsWith("-tests.jar");
        } catch (ClassNotFoundException e) {
            // Made at run time: whose it is cannot be told.
            return true;
        }
    }
}
