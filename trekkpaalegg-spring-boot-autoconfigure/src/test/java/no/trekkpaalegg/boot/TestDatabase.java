package no.trekkpaalegg.boot;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What tests look at and prepare in a host's database, behind the back of the host. */
public final class TestDatabase {
    private final JdbcTemplate jdbc;

    public TestDatabase(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What the host has written, as {@link RecordingListener#nytt} writes it, in no particular order. */
    public List<String> ledger() {
        return jdbc.query(
                "select event, employer, trekkid, trekkversjon from ledger",
                (row, number) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + "/" + row.getInt(4));
    }

    public long inbox(String state) {
        return jdbc.queryForObject("select count(*) from trekkpaalegg_inbox where state = ?", Long.class, state);
    }

    public long keptElements() {
        return jdbc.queryForObject("select count(*) from trekkpaalegg_inbox where json_text is not null", Long.class);
    }

    public int failures(String employer) {
        return jdbc
                .queryForList("select failures from trekkpaalegg_feed where employer = ?", Integer.class, employer)
                .stream()
                .findFirst()
                .orElse(0);
    }

    public List<String> tasks() {
        return jdbc.queryForList("select task_instance from trekkpaalegg_tasks order by 1", String.class);
    }

    public long pickedTasks() {
        return jdbc.queryForObject("select count(*) from trekkpaalegg_tasks where picked = true", Long.class);
    }

    /** The last sign of life of the node that is at work on an employer. */
    public Instant heartbeat(String employer) {
        return jdbc.queryForObject(
                        "select last_heartbeat from trekkpaalegg_tasks where task_instance = ? and picked = true",
                        Timestamp.class,
                        employer)
                .toInstant();
    }

    /** When the task of an employer is due. */
    public Instant dueAt(String employer) {
        return jdbc.queryForObject(
                        "select execution_time from trekkpaalegg_tasks where task_instance = ?",
                        Timestamp.class,
                        employer)
                .toInstant();
    }

    /** How often the task of an employer has been written. */
    public long stepsOfTask(String employer) {
        return jdbc.queryForObject(
                "select version from trekkpaalegg_tasks where task_instance = ?", Long.class, employer);
    }

    public void insertTask(String employer, Instant due) {
        jdbc.update(
                "insert into trekkpaalegg_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('poll', ?, ?, false, 1)",
                employer,
                column(due));
    }

    /** As a node leaves it behind that died, or still works, with its last sign of life some time ago. */
    public void insertPickedTask(String employer, Duration sinceHeartbeat) {
        Instant heartbeat = Instant.now().minus(sinceHeartbeat);
        jdbc.update(
                "insert into trekkpaalegg_tasks (task_name, task_instance, execution_time, picked, picked_by,"
                        + " last_heartbeat, version) values ('poll', ?, ?, true, 'another node', ?, 1)",
                employer,
                column(heartbeat),
                column(heartbeat));
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
