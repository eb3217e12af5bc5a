package no.trekkpaalegg.boot.jdbc;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a host keeps of an order. */
@Entity
class HostEntity {
    @Id
    private String trekkid;

    protected HostEntity() {}

    HostEntity(String trekkid) {
        this.trekkid = trekkid;
    }

    String trekkid() {
        return trekkid;
    }
}
