package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one system user that {@code authorization_details} names.
 *
 * @param organisation organisation number of the customer
 * @param externalRef which of the customer's system users, or {@code null} if not said
 */
record SystemUserRequest(String organisation, @Nullable String externalRef) {
    private static final Pattern ORGANISATION_ID = Pattern.compile("0192:(\\d{9})");
    private static final Set<String> WITHOUT_REF = Set.of("type", "systemuser_org");
    private static final Set<String> WITH_REF = Set.of("type", "systemuser_org", "externalRef");

    /** @throws MaskinportenRefusal if the claim is not exactly of the shape in contract section 2 */
    static SystemUserRequest of(Object authorizationDetails) {
        Map<?, ?> detail = singleElement(authorizationDetails);
        require(detail.keySet().equals(WITHOUT_REF) || detail.keySet().equals(WITH_REF), "unexpected members");
        require("urn:altinn:systemuser".equals(detail.get("type")), "wrong type");
        Object externalRef = detail.get("externalRef");
        if (externalRef == null) {
            require(!detail.containsKey("externalRef"), "externalRef is null");
            return new SystemUserRequest(organisationIn(detail.get("systemuser_org")), null);
        }
        if (externalRef instanceof String ref && !ref.isBlank()) {
            return new SystemUserRequest(organisationIn(detail.get("systemuser_org")), ref);
        }
        throw refusal("externalRef is not a text");
    }

    private static Map<?, ?> singleElement(Object authorizationDetails) {
        if (authorizationDetails instanceof List<?> list
                && list.size() == 1
                && list.get(0) instanceof Map<?, ?> detail) {
            return detail;
        }
        throw refusal("want an array of one object");
    }

    private static String organisationIn(@Nullable Object systemuserOrg) {
        if (systemuserOrg instanceof Map<?, ?> organisation
                && organisation.keySet().equals(Set.of("authority", "ID"))
                && "iso6523-actorid-upis".equals(organisation.get("authority"))
                && organisation.get("ID") instanceof String id) {
            Matcher matcher = ORGANISATION_ID.matcher(id);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        throw refusal("systemuser_org does not name an organisation");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw refusal(otherwise);
        }
    }

    private static MaskinportenRefusal refusal(String what) {
        return invalidGrant("MP-301", "wrong authorization_details: " + what);
    }
}
