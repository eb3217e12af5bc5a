package no.trekkpaalegg.boot.jdbc;

class PostgresWithFlywayTest extends PostgresFeedStoreContract {
    PostgresWithFlywayTest() {
        super(TestSchema.FLYWAY);
    }
}
