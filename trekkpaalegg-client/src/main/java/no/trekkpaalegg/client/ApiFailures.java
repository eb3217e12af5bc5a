package no.trekkpaalegg.client;

import java.util.Map;
import java.util.Set;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;

/** Turns an error answer of the API into an exception that says what happened, for which employer, and what helps (contract section 1). */
final class ApiFailures {
    private static final Set<Integer> TRANSIENT_BELOW_500 = Set.of(408, 425, 429);

    private static final String NOTHING_FOUND =
            "nothing was found under this address, and an employer without orders gets an empty list; check"
                    + " trekkpaalegg.base-url";

    private static final Map<String, String> EXPLANATIONS = Map.ofEntries(
            Map.entry("KB-001", "an unexpected error in the authority's service; it is tried again later"),
            Map.entry("KB-002", "an unexpected error behind the authority's service; it is tried again later"),
            Map.entry("KB-003", "the URL is unknown to the API; check trekkpaalegg.base-url"),
            Map.entry(
                    "KB-004",
                    "the API does not accept the access token, also not a new one; check that issuer, scope and"
                            + " base URL belong to the same environment"),
            Map.entry(
                    "KB-005",
                    "the token gives no right to this employer's orders; check the scope, and the employer's"
                            + " delegation or system user in Altinn"),
            Map.entry(
                    "KB-006", "the API says that the request is invalid; the fault is in the library or its settings"),
            Map.entry("KB-007", NOTHING_FOUND),
            Map.entry("KB-008", "the API cannot answer in JSON; the fault is in the library or its settings"),
            Map.entry("KB-009", NOTHING_FOUND),
            Map.entry(
                    "DAS-008",
                    "the token gives no right to this employer's orders; check the scope, and the employer's"
                            + " delegation or system user in Altinn"));

    private ApiFailures() {}

    static TrekkpaaleggApiException refused(Employer employer, FailureDetails details) {
        int status = details.httpStatus() == null ? 0 : details.httpStatus();
        StringBuilder message = new StringBuilder("The Trekkpålegg API answered HTTP ")
                .append(status)
                .append(details.kode() == null ? "" : " " + details.kode())
                .append(" for employer ")
                .append(employer.orgNumber())
                .append(": ")
                .append(explanation(status, details));
        if (details.melding() != null) {
            message.append(" (\"").append(details.melding()).append("\")");
        }
        message.append(ids(details));
        return new TrekkpaaleggApiException(kind(status), message.toString(), details, null);
    }

    static TrekkpaaleggApiException unreadable(Employer employer, String korrelasjonsid, String problem) {
        FailureDetails details = new FailureDetails(200, null, null, null, korrelasjonsid, null);
        return new TrekkpaaleggApiException(
                FailureKind.UNREADABLE,
                "The Trekkpålegg API gave an answer that cannot be understood for employer " + employer.orgNumber()
                        + ": " + problem
                        + ". The answer does not count as \"no orders\"; the call is tried again later."
                        + ids(details),
                details,
                null);
    }

    static TrekkpaaleggApiException tooLong(Employer employer, String korrelasjonsid, String problem) {
        FailureDetails details = new FailureDetails(200, null, null, null, korrelasjonsid, null);
        return new TrekkpaaleggApiException(
                "The Trekkpålegg API gave an answer that is too long for employer " + employer.orgNumber() + ": "
                        + problem + ". The answer does not count as \"no orders\"; the call is tried again later."
                        + ids(details),
                details);
    }

    static TrekkpaaleggApiException malformed(Employer employer, Malformed order) {
        return new TrekkpaaleggApiException(
                FailureKind.UNREADABLE,
                "The Trekkpålegg API gave an order that cannot be understood for employer " + employer.orgNumber()
                        + " (" + order.place() + "): " + order.problem(),
                FailureDetails.NONE,
                null);
    }

    static TrekkpaaleggApiException noProgress(Employer employer, long after) {
        return new TrekkpaaleggApiException(
                FailureKind.UNREADABLE,
                "The Trekkpålegg API answered a full page for employer " + employer.orgNumber()
                        + " with no sequence number above " + after + ", so that the rest cannot be requested",
                FailureDetails.NONE,
                null);
    }

    static TrekkpaaleggApiException unreachable(Employer employer, String korrelasjonsid, Throwable cause) {
        FailureDetails details = new FailureDetails(null, null, null, null, korrelasjonsid, null);
        ConnectionTrouble trouble = new ConnectionTrouble(cause);
        return new TrekkpaaleggApiException(
                FailureKind.TRANSIENT,
                "The Trekkpålegg API could not be reached for employer " + employer.orgNumber() + ": " + trouble
                        + "; it is tried again later." + ids(details),
                details,
                trouble.showableCause());
    }

    static TrekkpaaleggApiException circuitOpen(Employer employer) {
        return new TrekkpaaleggApiException(
                FailureKind.TRANSIENT,
                "The Trekkpålegg API was not called for employer " + employer.orgNumber()
                        + ", because most of the last calls failed (circuit breaker \"trekkpaalegg\" is open); it is tried again"
                        + " later.",
                FailureDetails.NONE,
                null);
    }

    private static String ids(FailureDetails details) {
        String sent = details.sentKorrelasjonsid() == null ? "" : " [Korrelasjonsid " + details.sentKorrelasjonsid();
        String received =
                details.korrelasjonsid() == null || details.korrelasjonsid().equals(details.sentKorrelasjonsid())
                        ? ""
                        : ", theirs " + details.korrelasjonsid();
        return sent.isEmpty() ? "" : sent + received + "]";
    }

    private static FailureKind kind(int status) {
        if (status >= 500 || TRANSIENT_BELOW_500.contains(status)) {
            return FailureKind.TRANSIENT;
        }
        if (status == 401 || status == 403) {
            return FailureKind.ACCESS;
        }
        return FailureKind.CONFIGURATION;
    }

    private static String explanation(int status, FailureDetails details) {
        String known = details.kode() == null ? null : EXPLANATIONS.get(details.kode());
        if (known != null) {
            return known;
        }
        if (status == 429) {
            return "too many calls; it is tried again later";
        }
        if (status >= 500 || TRANSIENT_BELOW_500.contains(status)) {
            return "the service fails at the moment; it is tried again later";
        }
        if (status == 401) {
            return "the API does not accept the access token, also not a new one";
        }
        if (status == 403) {
            return "the token gives no right to this employer's orders; check the scope, and the employer's delegation or"
                    + " system user in Altinn";
        }
        if (status >= 300 && status < 400) {
            return "a redirect, which is not followed because the token must not reach another server; check trekkpaalegg.base-url";
        }
        return "the request was not accepted; check trekkpaalegg.base-url";
    }
}
