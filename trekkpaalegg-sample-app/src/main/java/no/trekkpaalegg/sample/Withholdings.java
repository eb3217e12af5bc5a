package no.trekkpaalegg.sample;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What payroll has to withhold: one row per active order. */
@Repository
class Withholdings {
    private final JdbcTemplate jdbc;

    Withholdings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void begin(TrekkpaaleggEvent event) {
        end(event);
        Trekkpaalegg order = event.trekkpaalegg();
        // The values are set one by one, because Spring logs values that are passed as arguments at TRACE.
        jdbc.update(
                "insert into withholding (employer, trekkid, trekkversjon, employee, order_json) values (?, ?, ?, ?, ?)",
                row -> {
                    row.setString(1, event.employer());
                    row.setString(2, order.trekkid());
                    row.setInt(3, order.trekkversjon());
                    row.setString(4, order.skyldner().value());
                    row.setString(5, event.json());
                });
    }

    void end(TrekkpaaleggEvent event) {
        jdbc.update(
                "delete from withholding where employer = ? and trekkid = ?",
                event.employer(),
                event.trekkpaalegg().trekkid());
    }

    int active() {
        Integer count = jdbc.queryForObject("select count(*) from withholding", Integer.class);
        return count == null ? 0 : count;
    }
}
