package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers have granted the client's organisation in Altinn, and for whom a token therefore is (contract section 2, "Who
 * the token is for"). Safe for use by many threads.
 */
final class CustomerRights {
    private static final String NO_EXTERNAL_REF = "";

    private final String ownOrganisation;
    private final Map<String, Set<String>> systemUsers = new HashMap<>();
    private final Set<String> delegations = new HashSet<>();
    private boolean scopeGranted = true;

    CustomerRights(String ownOrganisation) {
        this.ownOrganisation = ownOrganisation;
    }

    synchronized void approveSystemUser(String customer, @Nullable String externalRef) {
        systemUsers
                .computeIfAbsent(customer, any -> new HashSet<>())
                .add(externalRef == null ? NO_EXTERNAL_REF : externalRef);
    }

    synchronized void withdrawSystemUsers(String customer) {
        systemUsers.remove(customer);
    }

    synchronized void delegate(String customer) {
        delegations.add(customer);
    }

    synchronized void withdrawDelegation(String customer) {
        delegations.remove(customer);
    }

    synchronized void grantScope(boolean granted) {
        scopeGranted = granted;
    }

    synchronized void clear() {
        systemUsers.clear();
        delegations.clear();
        scopeGranted = true;
    }

    /**
     * The organisation the token is for.
     *
     * @throws MaskinportenRefusal if no right for it is granted
     */
    synchronized String organisationFor(AssertionClaims claims) {
        if (!scopeGranted) {
            throw MaskinportenRefusal.invalidScope(
                    "MP-250", "the client's organisation has not been granted the scope");
        }
        Object details = claims.get("authorization_details");
        Object consumer = claims.get("consumer_org");
        if (details != null && consumer != null) {
            throw invalidGrant("MP-301", "a token is either for a system user or for a delegation");
        }
        if (details != null) {
            return systemUser(SystemUserRequest.of(details));
        }
        return consumer != null ? delegated(consumer) : ownOrganisation;
    }

    private String systemUser(SystemUserRequest request) {
        Set<String> approved = systemUsers.getOrDefault(request.organisation(), Set.of());
        String externalRef = request.externalRef();
        if (externalRef != null ? !approved.contains(externalRef) : approved.isEmpty()) {
            throw invalidGrant("MP-303", "system user not found for the organisation");
        }
        if (externalRef == null && approved.size() > 1 && !approved.contains(NO_EXTERNAL_REF)) {
            throw invalidGrant("MP-302", "the organisation has several system users: externalRef is needed");
        }
        return request.organisation();
    }

    private String delegated(Object consumer) {
        if (consumer.equals(ownOrganisation)) {
            throw invalidGrant("MP-251", "consumer_org must not be the client's own organisation");
        }
        if (!(consumer instanceof String customer) || !delegations.contains(customer)) {
            throw invalidGrant("MP-251", "consumer_org has not delegated the scope to the client's organisation");
        }
        return customer;
    }
}
