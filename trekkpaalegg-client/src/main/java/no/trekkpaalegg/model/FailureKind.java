package no.trekkpaalegg.model;

/** What sort of trouble a failed call is, by what helps against it. */
public enum FailureKind {
    /** Something is set up wrong on our side, or the clocks differ: nothing gets better until it is corrected. */
    CONFIGURATION,
    /** Access is missing for an employer or for the whole client: it must be granted in Maskinporten or Altinn. */
    ACCESS,
    /** The other side, or the way there, is out of order for now: it is worth asking again later. */
    TRANSIENT,
    /** An answer came, but it could not be understood. */
    UNREADABLE
}
