package no.trekkpaalegg.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be away. It is not the host's to close. */
public final class SwitchableDataSource extends DelegatingDataSource {
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> given = new ConcurrentHashMap<>();
    private volatile boolean away;

    public SwitchableDataSource(DataSource dataSource) {
        super(dataSource);
    }

    public void setAway(boolean away) {
        this.away = away;
    }

    /** Whether a thread whose name begins so has asked in vain. */
    public boolean hasRefused(String threadPrefix) {
        return refused.stream().anyMatch(name -> name.startsWith(threadPrefix));
    }

    /** How many connections threads whose name begins so have been given. */
    public int given(String threadPrefix) {
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(threadPrefix))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            refused.add(Thread.currentThread().getName());
            throw new SQLTransientConnectionException("the database is away");
        }
        given.computeIfAbsent(Thread.currentThread().getName(), any -> new AtomicInteger())
                .incrementAndGet();
        return super.getConnection();
    }
}
