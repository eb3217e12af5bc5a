package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class MaskinportenErrorsTest {
    private static final Employer EMPLOYER = Employer.systemUser("313367002");

    private final MaskinportenErrors errors = new MaskinportenErrors(
            new MaskinportenSettings(
                    "client-1", "https://test.maskinporten.no/", URI.create("https://test.maskinporten.no/token")),
            MutableClock.of(Instant.parse("2026-03-05T15:00:00.5Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "MP-011, CONFIGURATION, malformed",
        "MP-012, TRANSIENT, signs a new one",
        "MP-100, CONFIGURATION, client-1",
        "MP-110, CONFIGURATION, https://test.maskinporten.no/",
        "MP-120, CONFIGURATION, certificate",
        "MP-121, CONFIGURATION, expired",
        "MP-122, CONFIGURATION, key",
        "MP-123, CONFIGURATION, key",
        "MP-124, CONFIGURATION, key",
        "MP-130, CONFIGURATION, 2026-03-05T15:00:00Z",
        "MP-200, ACCESS, skatteetaten:trekkpaalegg",
        "MP-201, ACCESS, skatteetaten:trekkpaalegg",
        "MP-250, ACCESS, Norwegian Tax Administration",
        "MP-251, ACCESS, other employers are not affected",
        "MP-301, ACCESS, approve it in Altinn",
        "MP-302, ACCESS, approve it in Altinn",
        "MP-303, ACCESS, external reference",
        "MP-019, CONFIGURATION, client id",
        "MP-199, CONFIGURATION, client id",
        "MP-299, ACCESS, skatteetaten:trekkpaalegg",
        "MP-399, ACCESS, Altinn"
    })
    void whenAnswerHasCode_thenItIsExplained(String code, FailureKind kind, String hint) {
        for (TokenAnswer answer : new TokenAnswer[] {
            answer(400, "invalid_grant", "Something (" + code + ") went wrong. id-17"), answer(401, code, null)
        }) {
            MaskinportenException failure = errors.refused(EMPLOYER, answer);

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.kode()).contains(code);
            assertThat(failure.httpStatus()).contains(answer.status());
            assertThat(failure).hasMessageContainingAll("313367002", "system-user", code, hint);
        }
    }

    @Test
    void whenCodeIsPartOfLongerNumber_thenItIsNotOne() {
        assertThat(answer(400, "invalid_grant", "MP-2501 or XMP-25").code()).isNull();
    }

    @Test
    void whenClocksDiffer_thenBothAreShown() {
        String date = "Thu, 05 Mar 2026 14:58:00 GMT";
        var answer = new TokenAnswer(400, "invalid_grant", "The issue time is after now", date, null);

        MaskinportenException failure = errors.refused(EMPLOYER, answer);

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasMessageContainingAll("MP-130", "2026-03-05T15:00:00Z", date);
    }

    @Test
    void whenOldAnswerSaysUsedBefore_thenItIsTransient() {
        assertThat(errors.refused(EMPLOYER, answer(400, "invalid_grant", "Grant is used before"))
                        .kind())
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_scope, ACCESS",
        "unauthorized_client, ACCESS",
        "access_denied, ACCESS",
        "invalid_altinn_customer_configuration, ACCESS",
        "invalid_client, CONFIGURATION",
        "invalid_grant, CONFIGURATION",
        "invalid_request, CONFIGURATION",
        "something_new, CONFIGURATION"
    })
    void whenAnswerHasNoCode_thenTheErrorDecides(String error, FailureKind kind) {
        MaskinportenException failure = errors.refused(EMPLOYER, answer(400, error, null));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kode()).contains(error);
        assertThat(failure.melding()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
    void whenMaskinportenIsOutOfOrder_thenTheFailureIsTransient(int status) {
        assertThat(errors.refused(EMPLOYER, answer(status, null, null)).kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(errors.refused(EMPLOYER, answer(status, "invalid_grant", "MP-100"))
                        .kind())
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 415})
    void whenAnswerSaysNothing_thenItIsConfiguration(int status) {
        MaskinportenException failure = errors.refused(EMPLOYER, answer(status, null, null));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.kode()).isEmpty();
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining("token URI");
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "'Thu, 05 Mar 2026 15:01:00 GMT', 59"})
    void whenAnswerSaysWhenToRetry_thenItIsPassedOn(String header, long seconds) {
        MaskinportenException failure = errors.refused(EMPLOYER, new TokenAnswer(429, null, null, null, header));

        assertThat(failure.retryAfter().map(Duration::toSeconds)).contains(seconds);
    }

    @Test
    void whenDelegationIsMissing_thenTheEmployerIsToDelegate() {
        assertThat(errors.refused(Employer.delegation("313367002"), answer(400, "invalid_grant", "MP-251")))
                .hasMessageContaining("313367002 has not delegated");
    }

    @Test
    void whenOwnAccessIsNotPossible_thenTheAccessIsDoubted() {
        assertThat(errors.refused(Employer.own("313367002"), answer(400, "invalid_grant", "MP-301")))
                .hasMessageContaining("system-user or delegation");
    }

    @Test
    void whenSystemUserHasExternalRef_thenItIsNamed() {
        assertThat(errors.refused(
                        new Employer("313367002", Access.SYSTEM_USER, "ref-9"),
                        answer(400, "invalid_altinn_customer_configuration", "MP-303")))
                .hasMessageContaining("'ref-9'");
    }

    @Test
    void whenAnswerQuotesSecrets_thenTheyAreMasked() {
        String assertion = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";
        MaskinportenException failure =
                errors.refused(EMPLOYER, answer(400, "invalid " + assertion, "bad assertion " + assertion));

        assertThat(failure.toString() + failure.melding() + failure.kode()).doesNotContain("eyJ");
    }

    @Test
    void whenConnectionFails_thenItsCauseIsKept() {
        IOException cause = new ConnectException("Connection refused");

        MaskinportenException failure = errors.unreachable(EMPLOYER, cause);

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure).hasCause(cause).hasMessageContaining("ConnectException");
        assertThat(failure.httpStatus()).isEmpty();
    }

    @Test
    void whenCauseMayQuoteTheAnswer_thenItIsDropped() {
        for (IOException cause : new IOException[] {
            new ProtocolException("Invalid status line: \"abc\""),
            new IOException("x", new ProtocolException("Invalid status line: \"abc\"")),
            new IOException("eyJhbGciOiJSUzI1NiJ9.abc.abc"),
            new IOException("from elsewhere", new UnusualException("abc"))
        }) {
            assertThat(errors.unreachable(EMPLOYER, cause)).hasNoCause().hasMessageNotContaining("abc");
        }
    }

    private static final class UnusualException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusualException(String message) {
            super(message);
        }
    }

    private static TokenAnswer answer(int status, String error, String description) {
        return new TokenAnswer(status, error, description, null, null);
    }
}
