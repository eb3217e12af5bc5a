package no.trekkpaalegg.boot.jdbc;

class PostgresWithInitializerTest extends PostgresFeedStoreContract {
    PostgresWithInitializerTest() {
        super(TestSchema.INITIALIZER);
    }
}
