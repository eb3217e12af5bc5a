package no.trekkpaalegg.model;

/** How the application gets access to an employer's orders (contract section 2). */
public enum Access {
    /** The organisation that owns the Maskinporten client is itself the employer. */
    OWN,
    /** The employer has approved the vendor's system user in Altinn. */
    SYSTEM_USER,
    /** The employer has delegated the scope to the vendor in Altinn. */
    DELEGATION
}
