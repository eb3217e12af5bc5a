package no.trekkpaalegg.boot.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be away. It is not the host's to close. */
final class SwitchableDataSource extends DelegatingDataSource {
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    SwitchableDataSource(DataSource dataSource) {
        super(dataSource);
    }

    void setAway(boolean away) {
        this.away = away;
    }

    /** Whether a thread whose name begins so has asked in vain. */
    boolean hasRefused(String threadPrefix) {
        return refused.stream().anyMatch(name -> name.startsWith(threadPrefix));
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            refused.add(Thread.currentThread().getName());
            throw new SQLTransientConnectionException("the database is away");
        }
        return super.getConnection();
    }
}
