package no.trekkpaalegg.boot.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stops a host for good at the point it was told to, and says so on standard output, for somebody to kill it there. */
final class CrashPoints {
    static final String REACHED = "reached the point to be killed at";

    private static final @Nullable CrashPoint POINT =
            System.getProperty("crash.point") == null ? null : CrashPoint.valueOf(System.getProperty("crash.point"));
    private static final int AT = Integer.getInteger("crash.at", 0);
    private static final AtomicInteger REACHED_SO_FAR = new AtomicInteger();

    private static volatile Consumer<CrashPoint> inProcess = point -> {};

    private CrashPoints() {}

    /** What to do at every point in this process, where nobody is killed. */
    static void inProcess(Consumer<CrashPoint> action) {
        inProcess = action;
    }

    /** Without a point to be killed at every point counts; without a number none ever does. */
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
