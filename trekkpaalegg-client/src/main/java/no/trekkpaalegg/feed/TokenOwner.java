package no.trekkpaalegg.feed;

import java.util.Optional;
import java.util.stream.Collectors;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Runbook;

/**
 * Checks whether a token seems to belong to another organisation than the configured employer. The API answers with the orders of
 * the organisation in the token (contract section 1), so that swapped customers look like a success.
 */
final class TokenOwner {
    private static final int MOST_SHOWN = 5;

    private TokenOwner() {}

    /** An explanation if there are orders and all of them name other organisations than the employer. */
    static Optional<String> doubt(Employer employer, ReadSummary read) {
        if (read.organisations().isEmpty() || read.organisations().contains(employer.orgNumber())) {
            return Optional.empty();
        }
        return Optional.of("Every order received for employer " + employer.orgNumber() + " names another organisation ("
                + names(read)
                + "). Most likely the access token belongs to that organisation: "
                + cure(employer) + " If they are sub-units of the employer, nothing is wrong. See "
                + Runbook.OTHER_ORGANISATION);
    }

    private static String names(ReadSummary read) {
        String shown = read.organisations().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return read.organisations().size() > MOST_SHOWN ? shown + " and others" : shown;
    }

    private static String cure(Employer employer) {
        return switch (employer.access()) {
            case OWN ->
                "with access own it is for the owner of the Maskinporten client; check the organisation number and"
                        + " maskinporten.client-id, or use access system-user or delegation.";
            case SYSTEM_USER ->
                "check the organisation number, and that external-ref belongs to this employer's system user"
                        + " in Altinn.";
            case DELEGATION -> "check the organisation number against the delegation in Altinn.";
        };
    }
}
