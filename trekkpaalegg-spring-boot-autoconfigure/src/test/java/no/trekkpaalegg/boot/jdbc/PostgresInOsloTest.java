package no.trekkpaalegg.boot.jdbc;

import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** In a time zone with hours that come twice, and hours that never come. */
class PostgresInOsloTest extends PostgresFeedStoreContract {
    private final TimeZone before = TimeZone.getDefault();

    PostgresInOsloTest() {
        super(TestSchema.BY_HAND);
    }

    @BeforeAll
    @Override
    void createDatabase() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Oslo"));
        super.createDatabase();
    }

    @AfterAll
    @Override
    void closeDatabase() {
        super.closeDatabase();
        TimeZone.setDefault(before);
    }
}
