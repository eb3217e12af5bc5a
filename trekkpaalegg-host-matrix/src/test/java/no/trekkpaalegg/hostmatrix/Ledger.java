package no.trekkpaalegg.hostmatrix;

/** What the listener writes down where the host has a database. */
interface Ledger {

    void write(String trekkid);

    String read();
}
