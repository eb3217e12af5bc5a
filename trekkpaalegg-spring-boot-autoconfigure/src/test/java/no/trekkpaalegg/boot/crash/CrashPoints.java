package no.trekkpaalegg.boot.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stops a host for good at a point of its work, and says so on standard output: the test kills it there. */
final class CrashPoints {
    static final String REACHED = "reached the point to be killed at";

    private static final @Nullable CrashPoint POINT =
            System.getProperty("crash.point") == null ? null : CrashPoint.valueOf(System.getProperty("crash.point"));
    private static final int AT = Integer.getInteger("crash.at", 0);
    private static final AtomicInteger REACHED_SO_FAR = new AtomicInteger();

    private static volatile Consumer<CrashPoint> inProcess = point -> {};

    private CrashPoints() {}

    /** What to do at every point of a host in this process, which is not killed. */
    static void inProcess(Consumer<CrashPoint> action) {
        inProcess = action;
    }

    /** Counts all points if none is named, and stops at none if no number is given. */
    static void reached(CrashPoint point) {
        inProcess.accept(point);
        boolean counts = POINT == null || POINT == point;
        if (counts && REACHED_SO_FAR.incrementAndGet() == AT) {
            System.out.println(REACHED);
            System.out.flush();
            while (true) {
                LockSupport.park();
            }
        }
    }
}
