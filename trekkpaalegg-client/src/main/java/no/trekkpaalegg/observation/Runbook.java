package no.trekkpaalegg.observation;

/** The sections of the runbook, for log lines to point to. */
public enum Runbook {
    /** Maskinporten or the API is out of order. */
    UNAVAILABLE("unavailable"),
    /** Something is set up wrong on our side. */
    REFUSED_CONFIGURATION("refused-configuration"),
    /** An employer has not given access. */
    REFUSED_ACCESS("refused-access"),
    /** An answer cannot be understood. */
    UNREADABLE("unreadable"),
    /** The host's database failed. */
    STORE_FAILED("the-store-failed"),
    /** A listener of the host threw. */
    FAILED_DELIVERY("a-failed-delivery"),
    /** A listener of the host threw at every attempt. */
    PARKED_ORDER("a-parked-order"),
    /** An element cannot be delivered as it is. */
    REJECTED_ORDER("a-rejected-order"),
    /** The feed had missed an order version. */
    RECOVERED_ORDER("reconciliation-found-orders"),
    /** The host has no listener. */
    NOBODY_LISTENING("nobody-is-listening"),
    /** Orders name somebody else than the employer asked for. */
    OTHER_ORGANISATION("the-token-names-another-organisation"),
    /** The certificate that grants are signed with ends soon, or has ended. */
    CERTIFICATE("the-certificate-expires");

    private final String anchor;

    Runbook(String anchor) {
        this.anchor = anchor;
    }

    /** Where the section is, from the root of the project. */
    @Override
    public String toString() {
        return "docs/runbook.md#" + anchor;
    }
}
