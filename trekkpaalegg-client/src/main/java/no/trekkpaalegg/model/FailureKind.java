package no.trekkpaalegg.model;

/** The kind of a failed call, by what helps against it. */
public enum FailureKind {
    /** A setting on our side is wrong, or the clocks differ. A person must correct it. */
    CONFIGURATION,
    /** An employer or the whole client has no access. A person must grant it in Maskinporten or Altinn. */
    ACCESS,
    /** The other side or the network fails for the moment. A later call can succeed. */
    TRANSIENT,
    /** An answer came, and it could not be understood. */
    UNREADABLE
}
