package no.trekkpaalegg.boot;

import java.util.function.Consumer;
import javax.sql.DataSource;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

/** A payroll system's listener that writes each event into a table of the host, in the transaction of the delivery. */
public final class Ledger {
    public static final String TABLE = "create table ledger (event varchar(40) not null, employer varchar(9) not null,"
            + " trekkid varchar(100) not null, trekkversjon integer not null)";

    private final JdbcTemplate jdbc;
    private volatile Consumer<TrekkpaaleggEvent> afterWriting = event -> {};

    /** @param database of the host: another one would not take part in the host's transaction */
    public Ledger(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /** From now on this is what the listener does after it has written; it may throw. */
    public Ledger afterWriting(Consumer<TrekkpaaleggEvent> action) {
        this.afterWriting = action;
        return this;
    }

    @EventListener
    public void on(TrekkpaaleggEvent event) {
        jdbc.update(
                "insert into ledger values (?, ?, ?, ?)",
                event.getClass().getSimpleName(),
                event.employer(),
                event.trekkpaalegg().trekkid(),
                event.trekkpaalegg().trekkversjon());
        afterWriting.accept(event);
    }
}
