package no.trekkpaalegg.maskinporten;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of token requests. Each message says what is wrong and what to do. */
final class MaskinportenErrors {
    private final MaskinportenSettings settings;
    private final Clock clock;

    MaskinportenErrors(MaskinportenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    MaskinportenException refused(Employer employer, TokenAnswer answer) {
        String code = answer.code();
        Explanation explanation = explain(employer, answer, code);
        String kode = code != null ? code : answer.error();
        String reason = kode != null ? kode : "HTTP " + answer.status();
        String words = answer.description() == null ? "" : ". Maskinporten says: " + answer.description();
        FailureDetails details = new FailureDetails(
                answer.status(), kode, answer.description(), null, null, RetryAfter.parse(answer.retryAfter(), clock));
        return failure(explanation.kind(), employer, reason + ": " + explanation.text() + words, details, null);
    }

    private Explanation explain(Employer employer, TokenAnswer answer, @Nullable String code) {
        if (answer.isTemporary()) {
            return new Explanation(
                    FailureKind.TRANSIENT,
                    "Maskinporten fails or is overloaded (HTTP " + answer.status() + "); the request is tried again");
        }
        if (answer.isRedirect()) {
            return new Explanation(
                    FailureKind.CONFIGURATION,
                    "the answer was a redirect, and the library does not follow redirects; check the token URI "
                            + settings.tokenUri());
        }
        if (code != null) {
            return Explanation.ofCode(code, employer, settings, clocks(answer));
        }
        String error = answer.error();
        return Explanation.ofError(error != null ? error : "", employer, settings);
    }

    private String clocks(TokenAnswer answer) {
        String ours = "ours says " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return answer.date() == null ? ours : ours + ", Maskinporten's " + answer.date();
    }

    MaskinportenException unreadable(Employer employer, String why) {
        return failure(
                FailureKind.UNREADABLE,
                employer,
                "the answer could not be understood: " + why + "; check that the token URI " + settings.tokenUri()
                        + " is Maskinporten's, and that no other server answers in its place",
                new FailureDetails(200, null, null, null, null, null),
                null);
    }

    MaskinportenException unreachable(Employer employer, IOException trouble) {
        return failure(
                FailureKind.TRANSIENT,
                employer,
                "no answer from " + settings.tokenUri() + " ("
                        + trouble.getClass().getSimpleName() + "); if it lasts, check network, proxy and firewall",
                FailureDetails.NONE,
                maySayTooMuch(trouble) ? null : trouble);
    }

    /** An HTTP parser can quote what it did not understand, and that can be a token. */
    private static boolean maySayTooMuch(Throwable trouble) {
        for (Throwable link = trouble; link != null; link = link.getCause()) {
            String message = link.getMessage();
            boolean changed = message != null && !message.equals(Redaction.redact(message));
            boolean fromPlatform = link.getClass().getName().startsWith("java");
            if (changed || !fromPlatform || link instanceof ProtocolException) {
                return true;
            }
        }
        return false;
    }

    MaskinportenException circuitOpen(Employer employer) {
        return failure(
                FailureKind.TRANSIENT,
                employer,
                "Maskinporten has failed often, so requests to it are blocked for a while; they are tried again automatically",
                FailureDetails.NONE,
                null);
    }

    MaskinportenException interrupted(Employer employer) {
        return failure(
                FailureKind.TRANSIENT,
                employer,
                "the thread was interrupted while it waited",
                FailureDetails.NONE,
                null);
    }

    MaskinportenException unusableKey(Employer employer, RuntimeException trouble) {
        String why = trouble instanceof UnusableKeyException
                ? String.valueOf(trouble.getMessage())
                : "it could not be read (" + trouble.getClass().getSimpleName() + ")";
        return failure(
                FailureKind.CONFIGURATION,
                employer,
                "the signing key cannot be used: " + why,
                FailureDetails.NONE,
                null);
    }

    private static MaskinportenException failure(
            FailureKind kind, Employer employer, String text, FailureDetails details, @Nullable Throwable cause) {
        String subject =
                "employer " + employer.orgNumber() + " (access " + name(employer.access()) + client(employer) + ")";
        return new MaskinportenException(kind, "No Maskinporten token for " + subject + ": " + text, details, cause);
    }

    private static String client(Employer employer) {
        return employer.client().equals(Employer.DEFAULT_CLIENT) ? "" : ", client " + employer.client();
    }

    static String name(Access access) {
        return switch (access) {
            case OWN -> "own";
            case SYSTEM_USER -> "system-user";
            case DELEGATION -> "delegation";
        };
    }
}
