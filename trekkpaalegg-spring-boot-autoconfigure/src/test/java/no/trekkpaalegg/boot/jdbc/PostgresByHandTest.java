package no.trekkpaalegg.boot.jdbc;

class PostgresByHandTest extends PostgresFeedStoreContract {
    PostgresByHandTest() {
        super(TestSchema.BY_HAND);
    }
}
