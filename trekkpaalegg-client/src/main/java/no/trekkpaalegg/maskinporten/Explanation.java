package no.trekkpaalegg.maskinporten;

import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;

/**
 * What an error of Maskinporten means and what helps against it (contract section 2).
 *
 * @param text what is wrong, then what to do, without the final full stop
 */
record Explanation(FailureKind kind, String text) {

    /** The explanation of a code ({@code MP-nnn}). An unknown code is explained by its group. */
    static Explanation ofCode(String code, Employer employer, MaskinportenSettings settings, String clocks) {
        return switch (code) {
            case "MP-011" ->
                configuration("the grant is malformed; check the client id and the scope for typing"
                        + " errors, and report it to the project if they are right");
            case "MP-012" ->
                new Explanation(
                        FailureKind.TRANSIENT,
                        "the assertion was used before; the next attempt signs a new one, nothing is to be done");
            case "MP-100" ->
                configuration("the client " + settings.clientId() + " was not authenticated; check that"
                        + " the client id is right, that it belongs to this environment, and that the signing key is"
                        + " registered on it");
            case "MP-110" ->
                configuration("the audience " + settings.issuer() + " was refused; it must be the issuer of"
                        + " the environment that the client belongs to, with the slash at its end");
            case "MP-120" ->
                configuration("the signature or its certificate was refused; check that the certificate is"
                        + " an enterprise certificate for this environment, sent with its full chain");
            case "MP-121" ->
                configuration("the signing key or certificate has expired; register a new key on the client "
                        + settings.clientId() + " and install it (no restart is needed)");
            case "MP-122", "MP-123", "MP-124" ->
                configuration("the signing key or certificate was refused (unknown,"
                        + " expired, revoked or of another client); check which key is registered on the client "
                        + settings.clientId() + ", and that its key id is the configured one");
            case "MP-130" ->
                configuration("the clocks differ by more than 10 seconds: " + clocks
                        + "; let this machine set its clock from a time server");
            case "MP-200", "MP-201" ->
                access("the scope " + settings.scope() + " is not on the client " + settings.clientId()
                        + "; add it to the client in Maskinporten, then try again");
            case "MP-250" ->
                access("the organisation of the client " + settings.clientId() + " has not been granted the" + " scope "
                        + settings.scope() + "; ask the Norwegian Tax Administration for access");
            case "MP-251", "MP-301", "MP-302", "MP-303" -> access(missingConsent(employer, settings));
            default -> ofGroup(code, employer, settings);
        };
    }

    /** The explanation of an answer without a code, by its OAuth error (RFC 6749 section 5.2). */
    static Explanation ofError(String error, Employer employer, MaskinportenSettings settings) {
        if (error.startsWith("invalid_altinn")) {
            return access(missingConsent(employer, settings));
        }
        return switch (error) {
            case "invalid_scope", "unauthorized_client", "access_denied" ->
                access("the client " + settings.clientId() + " may not use the scope " + settings.scope()
                        + "; check that the scope is granted, and is on the client");
            case "invalid_client", "invalid_grant" ->
                configuration(
                        "Maskinporten did not accept the grant; check the client id, the"
                                + " key id, that the key is registered and not expired, the issuer, and the clock of this machine");
            default ->
                configuration(
                        "Maskinporten did not accept the request; check the token URI, the client id and the issuer");
        };
    }

    private static Explanation ofGroup(String code, Employer employer, MaskinportenSettings settings) {
        return switch (code.charAt("MP-".length())) {
            case '2' ->
                access("the client " + settings.clientId() + " has no access to the scope " + settings.scope()
                        + "; check in Maskinporten which scopes it has been granted");
            case '3' -> access(missingConsent(employer, settings));
            default ->
                configuration("Maskinporten did not accept the grant; check the client id, the key and the issuer");
        };
    }

    private static String missingConsent(Employer employer, MaskinportenSettings settings) {
        String org = employer.orgNumber();
        return switch (employer.access()) {
            case OWN ->
                "the organisation of the client " + settings.clientId() + " may not request a token for itself; if "
                        + org + " is a customer, its access must be system-user or delegation";
            case SYSTEM_USER ->
                "the system user of " + org + " is missing or does not match; ask the employer to approve it"
                        + " in Altinn, check that the system is registered with the client " + settings.clientId()
                        + (employer.externalRef() == null
                                ? ", and set the external reference if the system user has one"
                                : ", and that its external reference is '" + employer.externalRef() + "'")
                        + "; other employers are not affected";
            case DELEGATION ->
                org + " has not delegated the scope " + settings.scope() + " to the organisation of the"
                        + " client; ask the employer to delegate in Altinn (an organisation cannot delegate to itself; its"
                        + " access is own); other employers are not affected";
        };
    }

    private static Explanation configuration(String text) {
        return new Explanation(FailureKind.CONFIGURATION, text);
    }

    private static Explanation access(String text) {
        return new Explanation(FailureKind.ACCESS, text);
    }
}
