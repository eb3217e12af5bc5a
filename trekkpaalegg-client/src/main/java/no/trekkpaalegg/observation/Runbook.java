package no.trekkpaalegg.observation;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The sections of the runbook that log lines point to.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public enum Runbook {
    /** Maskinporten or the API fails or cannot be reached. */
    UNAVAILABLE("unavailable"),
    /** A setting on our side is wrong. */
    REFUSED_CONFIGURATION("refused-configuration"),
    /** An employer has not given access. */
    REFUSED_ACCESS("refused-access"),
    /** An answer cannot be understood. */
    UNREADABLE("unreadable"),
    /** The application's database failed. */
    STORE_FAILED("the-store-failed"),
    /** The clocks of two machines differ. */
    CLOCKS_DIFFER("the-clocks-differ"),
    /** Another transaction holds the lock of an employer for long. */
    EMPLOYER_BUSY("an-employer-is-busy"),
    /** A listener of the application threw. */
    FAILED_DELIVERY("a-failed-delivery"),
    /** A listener of the application threw at every attempt. */
    PARKED_ORDER("a-parked-order"),
    /** An element cannot be delivered. */
    REJECTED_ORDER("a-rejected-order"),
    /** Polling missed an order version. */
    RECOVERED_ORDER("reconciliation-found-orders"),
    /** The application has no listener. */
    NO_LISTENER("no-listener"),
    /** Orders name another organisation than the employer that was asked for. */
    OTHER_ORGANISATION("the-token-names-another-organisation"),
    /** A sequence number is far ahead of all before it. */
    SEQUENCE_LEAP("a-sequence-number-leaps"),
    /** The certificate that signs grants expires soon, or has expired. */
    CERTIFICATE("the-certificate-expires");

    private final String anchor;

    Runbook(String anchor) {
        this.anchor = anchor;
    }

    /** The path of the section, from the root of the project. */
    @Override
    public String toString() {
        return "docs/runbook.md#" + anchor;
    }
}
