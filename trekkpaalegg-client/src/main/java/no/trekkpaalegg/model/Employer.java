package no.trekkpaalegg.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An employer to poll, and how the application gets access to its orders.
 *
 * @param orgNumber organisation number of the employer, nine digits with a valid checksum
 * @param access how the application gets access
 * @param externalRef which of the employer's system users is meant, when there are several; only with
 *     {@link Access#SYSTEM_USER}, otherwise {@code null}
 * @param client name of the Maskinporten client that gets the tokens for the employer; {@link #DEFAULT_CLIENT} unless there are several
 */
public record Employer(
        String orgNumber, Access access, @Nullable String externalRef, String client) {
    /** Name of the Maskinporten client of an employer that names none. */
    public static final String DEFAULT_CLIENT = "default";

    /**
     * @throws IllegalArgumentException if the organisation number is not nine digits with a valid checksum, or an external
     *     reference is given with another access than {@link Access#SYSTEM_USER}
     */
    public Employer {
        Objects.requireNonNull(orgNumber, "orgNumber");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(client, "client");
        if (!OrganisationNumber.isValid(orgNumber)) {
            // The value can be a person number, for example that of a sole proprietor.
            throw new IllegalArgumentException("'" + Redaction.redact(orgNumber)
                    + "' is not an organisation number: nine digits with a valid check digit are needed");
        }
        if (externalRef != null && access != Access.SYSTEM_USER) {
            throw new IllegalArgumentException(
                    "an external reference is allowed only with access system-user, not " + access);
        }
        if (client.isBlank()) {
            throw new IllegalArgumentException("the name of the Maskinporten client is blank");
        }
    }

    /** An employer of the default client. */
    public Employer(String orgNumber, Access access, @Nullable String externalRef) {
        this(orgNumber, access, externalRef, DEFAULT_CLIENT);
    }

    /** The organisation that owns the Maskinporten client. */
    public static Employer own(String orgNumber) {
        return new Employer(orgNumber, Access.OWN, null);
    }

    /** A customer who has approved the vendor's system user. */
    public static Employer systemUser(String orgNumber) {
        return new Employer(orgNumber, Access.SYSTEM_USER, null);
    }

    /** A customer who has delegated the scope. */
    public static Employer delegation(String orgNumber) {
        return new Employer(orgNumber, Access.DELEGATION, null);
    }

    /** The same employer, with tokens of another Maskinporten client. */
    public Employer withClient(String name) {
        return new Employer(orgNumber, access, externalRef, name);
    }
}
