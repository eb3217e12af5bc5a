package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerRightsTest extends SimulatorTestBase {

    @Test
    void tokenWithoutMoreIsForTheOwnOrganisation() {
        simulator.issue(OWN);
        simulator.issue(CUSTOMER);

        assertThat(caller.all(caller.ownToken()))
                .extracting(order -> order.path("trekkpliktig").asText())
                .containsExactly(OWN);
    }

    @Test
    void approvedSystemUserGetsTokenForTheCustomer() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.issue(OWN);
        simulator.issue(CUSTOMER);

        HttpResponse<String> response = caller.requestToken(systemUser(CUSTOMER));

        assertToken(response);
        String token = Caller.json(response.body()).path("access_token").asText();
        assertThat(caller.all(token))
                .extracting(order -> order.path("trekkpliktig").asText())
                .containsExactly(CUSTOMER);
        assertThat(simulator.tokensIssuedFor(CUSTOMER)).isEqualTo(1);
        assertThat(simulator.tokensIssuedFor(OWN)).isZero();
    }

    @Test
    void systemUserThatIsNotApprovedIsRefused() {
        simulator.approveSystemUser(OTHER_CUSTOMER);

        assertRefused(caller.requestToken(systemUser(CUSTOMER)), "invalid_grant", "MP-303");
    }

    @Test
    void withdrawnSystemUserIsRefused() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.withdrawSystemUsers(CUSTOMER);

        assertRefused(caller.requestToken(systemUser(CUSTOMER)), "invalid_grant", "MP-303");
    }

    @Test
    void externalRefPicksTheSystemUser() {
        simulator.approveSystemUser(CUSTOMER, "avd-1");
        simulator.approveSystemUser(CUSTOMER, "avd-2");

        assertToken(caller.requestToken(systemUser(CUSTOMER, "avd-2")));
        assertRefused(caller.requestToken(systemUser(CUSTOMER, "avd-3")), "invalid_grant", "MP-303");
        assertRefused(caller.requestToken(systemUser(CUSTOMER)), "invalid_grant", "MP-302");
    }

    @Test
    void externalRefOfOnlySystemUserMayBeLeftOut() {
        simulator.approveSystemUser(CUSTOMER, "avd-1");

        assertToken(caller.requestToken(systemUser(CUSTOMER)));
    }

    @Test
    void externalRefNobodyApprovedIsRefused() {
        simulator.approveSystemUser(CUSTOMER);

        assertRefused(caller.requestToken(systemUser(CUSTOMER, "avd-1")), "invalid_grant", "MP-303");
    }

    @Test
    void delegationGivesTokenForTheCustomer() {
        simulator.delegate(CUSTOMER);
        simulator.issue(CUSTOMER);

        assertThat(caller.all(caller.delegatedToken(CUSTOMER))).hasSize(1);
    }

    @Test
    void missingDelegationIsRefused() {
        simulator.delegate(OTHER_CUSTOMER);
        simulator.approveSystemUser(CUSTOMER);

        assertRefused(delegation(CUSTOMER), "invalid_grant", "MP-251");
    }

    @Test
    void withdrawnDelegationIsRefused() {
        simulator.delegate(CUSTOMER);
        simulator.withdrawDelegation(CUSTOMER);

        assertRefused(delegation(CUSTOMER), "invalid_grant", "MP-251");
    }

    @Test
    void delegationFromOneselfIsRefused() {
        simulator.delegate(OWN);

        assertRefused(delegation(OWN), "invalid_grant", "MP-251");
    }

    @Test
    void delegationIsNoSystemUser() {
        simulator.delegate(CUSTOMER);

        assertRefused(caller.requestToken(systemUser(CUSTOMER)), "invalid_grant", "MP-303");
    }

    @Test
    void systemUserAndDelegationTogetherAreRefused() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.delegate(CUSTOMER);
        Map<String, Object> claims = systemUser(CUSTOMER);
        claims.put("consumer_org", CUSTOMER);

        assertRefused(caller.requestToken(claims), "invalid_grant", "MP-301");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "\"urn:altinn:systemuser\"",
                "[1]",
                "[{\"type\":\"urn:altinn:systemuser\"}]",
                "[{\"type\":\"urn:altinn\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:910253158\"}}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso\",\"ID\":\"0192:910253158\"}}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"910253158\"}}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\"}}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:910253158\",\"x\":1}}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:910253158\"},\"x\":1}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:910253158\"},\"externalRef\":null}]",
                "[{\"type\":\"urn:altinn:systemuser\",\"systemuser_org\":{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:910253158\"},\"externalRef\":7}]"
            })
    void authorizationDetailsOfAnotherShapeAreRefused(String details) throws Exception {
        simulator.approveSystemUser(CUSTOMER);
        Object value = new com.fasterxml.jackson.databind.ObjectMapper().readValue(details, Object.class);

        assertRefused(
                caller.requestToken(caller.claimsWith("authorization_details", value)), "invalid_grant", "MP-301");
    }

    @Test
    void twoSystemUsersAtOnceAreRefused() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.approveSystemUser(OTHER_CUSTOMER);
        List<Object> both = List.of(Caller.systemUserOf(CUSTOMER), Caller.systemUserOf(OTHER_CUSTOMER));

        assertRefused(caller.requestToken(caller.claimsWith("authorization_details", both)), "invalid_grant", "MP-301");
    }

    private static HttpResponse<String> delegation(String employer) {
        return caller.requestToken(caller.claimsWith("consumer_org", employer));
    }

    private static Map<String, Object> systemUser(String employer) {
        return caller.claimsWith("authorization_details", List.of(Caller.systemUserOf(employer)));
    }

    private static Map<String, Object> systemUser(String employer, String externalRef) {
        Map<String, Object> detail = Caller.systemUserOf(employer);
        detail.put("externalRef", externalRef);
        return caller.claimsWith("authorization_details", List.of(detail));
    }
}
