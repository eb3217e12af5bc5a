package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims and times of an assertion. */
class AssertionClaimsTest extends SimulatorTestBase {
    @ParameterizedTest
    @ValueSource(strings = {"resource", "sub", "nbf", "client_amr", "x"})
    void unknownOnesAreRefused(String claim) {
        assertRefused(caller.requestToken(caller.claimsWith(claim, "x")), "invalid_grant", "MP-011");
    }

    @Test
    void anotherAudienceIsRefused() {
        assertRefused(
                caller.requestToken(caller.claimsWith("aud", "https://maskinporten.no/")), "invalid_grant", "MP-110");
    }

    @Test
    void audienceWithoutSlashIsRefused() {
        String withoutSlash = simulator.issuer().replaceAll("/$", "");

        assertRefused(caller.requestToken(caller.claimsWith("aud", withoutSlash)), "invalid_grant", "MP-110");
    }

    @Test
    void audienceInArrayIsRefused() {
        assertRefused(
                caller.requestToken(caller.claimsWith("aud", List.of(simulator.issuer()))), "invalid_grant", "MP-110");
    }

    @Test
    void anotherClientIsRefused() {
        assertRefused(caller.requestToken(caller.claimsWith("iss", "another")), "invalid_grant", "MP-100");
    }

    @Test
    void missingScopeIsRefused() {
        assertRefused(caller.requestToken(caller.claimsWithout("scope")), "invalid_scope", "MP-200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skatteetaten:trekkpålegg", "skatteetaten:trekkpaalegg skatteetaten:trekkpaalegg", ""})
    void anotherScopeIsRefused(String scope) {
        assertRefused(caller.requestToken(caller.claimsWith("scope", scope)), "invalid_scope", "MP-201");
    }

    @Test
    void scopeThatIsNotGrantedIsRefused() {
        simulator.grantScope(false);
        assertRefused(caller.requestToken(caller.claims()), "invalid_scope", "MP-250");

        simulator.grantScope(true);
        assertToken(caller.requestToken(caller.claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "iat", "exp", "jti"})
    void missingOnesAreRefused(String claim) {
        assertThat(caller.requestToken(caller.claimsWithout(claim)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void assertionIsUsedOnce() {
        String assertion = caller.sign(caller.claims());

        assertToken(caller.requestToken(assertion));
        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
        assertThat(simulator.assertions()).isEqualTo(1);
    }

    @Test
    void sameJtiInAnotherAssertionIsRefused() {
        assertToken(caller.requestToken(caller.claimsWith("jti", "one")));

        assertRefused(caller.requestToken(caller.claimsWith("jti", "one")), "invalid_grant", "MP-012");
    }

    @Test
    void refusedSystemUserHasUsedItsAssertion() {
        String assertion =
                caller.sign(caller.claimsWith("authorization_details", List.of(Caller.systemUserOf(CUSTOMER))));
        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-303");

        simulator.approveSystemUser(CUSTOMER);

        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
    }

    @ParameterizedTest
    @ValueSource(longs = {-10, -1, 0, 10})
    void clockMayDifferByTenSeconds(long seconds) {
        assertToken(caller.requestToken(times(seconds, 60)));
    }

    @Test
    void issueTimeAfterNowIsRefused() {
        HttpResponse<String> response = caller.requestToken(times(11, 60));

        assertRefused(response, "invalid_grant", "MP-130");
        assertThat(response.body()).contains("issue time is after now");
    }

    @Test
    void issueTimeLongAgoIsRefused() {
        HttpResponse<String> response = caller.requestToken(times(-11, 60));

        assertRefused(response, "invalid_grant", "MP-130");
        assertThat(response.body()).contains("expired");
    }

    @Test
    void signedAssertionGrowsOld() {
        String assertion = caller.sign(caller.claims());
        clock.add(Duration.ofSeconds(11));

        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-130");
    }

    @Test
    void lifetimeMayBeTwoMinutes() {
        assertToken(caller.requestToken(times(0, 120)));
        assertRefused(caller.requestToken(times(0, 121)), "invalid_grant", "MP-011");
    }

    @Test
    void expiryThatHasPassedIsRefused() {
        assertToken(caller.requestToken(times(-5, 6)));
        assertRefused(caller.requestToken(times(-5, 5)), "invalid_grant", "MP-130");
    }

    @Test
    void timesMustBeWholeNumbers() {
        assertRefused(caller.requestToken(caller.claimsWith("iat", "now")), "invalid_grant", "MP-011");
    }

    private Map<String, Object> times(long iatFromNow, long lifetime) {
        long iat = clock.instant().getEpochSecond() + iatFromNow;
        Map<String, Object> claims = caller.claimsWith("iat", iat);
        claims.put("exp", iat + lifetime);
        return claims;
    }
}
