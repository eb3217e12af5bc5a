package no.trekkpaalegg.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.privacy.Leaks;
import no.trekkpaalegg.test.IssuedOrder;
import org.springframework.context.event.EventListener;

/** A payroll system's listener: remembers what it was called with, and what it carried through. */
public final class RecordingListener {
    private final List<TrekkpaaleggEvent> called = new CopyOnWriteArrayList<>();
    private final List<TrekkpaaleggEvent> done = new CopyOnWriteArrayList<>();
    private volatile Consumer<TrekkpaaleggEvent> work = event -> {};

    /** From now on this is what the listener does; it may throw. */
    public RecordingListener doing(Consumer<TrekkpaaleggEvent> newWork) {
        this.work = newWork;
        return this;
    }

    @EventListener
    public void on(TrekkpaaleggEvent event) {
        Leaks.ofTheSuite().look("event", event.toString());
        called.add(event);
        work.accept(event);
        done.add(event);
    }

    public List<TrekkpaaleggEvent> events() {
        return done;
    }

    /** What was carried through, as {@link #nytt}, {@link #endret} and {@link #avsluttet} write it. */
    public List<String> received() {
        return done.stream().map(RecordingListener::line).toList();
    }

    public int calls() {
        return called.size();
    }

    public void forget() {
        called.clear();
        done.clear();
        work = event -> {};
    }

    public static String nytt(IssuedOrder order) {
        return line(NyttTrekkpaalegg.class, order);
    }

    public static String endret(IssuedOrder order) {
        return line(EndretTrekkpaalegg.class, order);
    }

    public static String avsluttet(IssuedOrder order) {
        return line(AvsluttetTrekkpaalegg.class, order);
    }

    private static String line(Class<?> type, IssuedOrder order) {
        return type.getSimpleName() + " " + order.employer() + " " + order.trekkid() + "/" + order.trekkversjon();
    }

    private static String line(TrekkpaaleggEvent event) {
        Trekkpaalegg order = event.trekkpaalegg();
        return event.getClass().getSimpleName() + " " + event.employer() + " " + order.trekkid() + "/"
                + order.trekkversjon();
    }
}
