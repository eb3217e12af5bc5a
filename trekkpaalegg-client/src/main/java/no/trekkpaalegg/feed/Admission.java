package no.trekkpaalegg.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a received element may be delivered to the host under the employer that was asked for. An order that names
 * another configured employer is rejected, because one customer's order must not reach another. Any other organisation, for example
 * a sub-unit, is one that the token may see (contract section 1).
 */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private static final int MOST_NAMED = 5;
    private static final int MOST_REMEMBERED = 10_000;

    private final Predicate<String> isConfigured;
    private final UnknownOrganisations unknownOrganisations;
    private final Clock clock;
    private final Set<String> warnedAbout = ConcurrentHashMap.newKeySet();

    Admission(Predicate<String> isConfigured, UnknownOrganisations unknownOrganisations, Clock clock) {
        this.isConfigured = isConfigured;
        this.unknownOrganisations = unknownOrganisations;
        this.clock = clock;
    }

    InboxEntry admit(Employer employer, ReceivedOrder received) {
        return received.trekkpaalegg()
                .map(order -> admitValid(employer, order, received.json()))
                .orElseGet(() -> rejectMalformed(employer, (Malformed) received));
    }

    /** Whether the order names another employer that is configured now. It is checked again at delivery, which can be much later. */
    boolean belongsToAnotherEmployer(String employer, Trekkpaalegg order) {
        return !order.trekkpliktig().equals(employer) && isConfigured.test(order.trekkpliktig());
    }

    private InboxEntry rejectMalformed(Employer employer, Malformed malformed) {
        long sekvensnummer = malformed.sekvensnummer() == null ? 0 : malformed.sekvensnummer();
        return InboxEntry.rejected(
                malformedKey(employer.orgNumber(), malformed),
                sekvensnummer,
                malformed.json(),
                clock.instant(),
                malformed.problem());
    }

    private InboxEntry admitValid(Employer employer, Trekkpaalegg order, String json) {
        InboxKey key = InboxKey.of(employer.orgNumber(), order);
        String named = order.trekkpliktig();
        if (belongsToAnotherEmployer(employer.orgNumber(), order)) {
            String cause = "it names organisation " + named + ", another configured employer";
            return InboxEntry.rejected(key, order.sekvensnummer(), json, clock.instant(), cause);
        }
        if (!named.equals(employer.orgNumber())) {
            if (unknownOrganisations == UnknownOrganisations.REJECT) {
                String cause = "it names organisation " + named + ", which is not configured";
                return InboxEntry.rejected(key, order.sekvensnummer(), json, clock.instant(), cause);
            }
        }
        return InboxEntry.pending(key, order.sekvensnummer(), json, clock.instant());
    }

    /** Warns of organisations that are not configured: one line for all that are new. */
    void warnOfUnknown(Employer employer, Collection<String> named) {
        SortedSet<String> unknown = new TreeSet<>();
        for (String organisation : named) {
            boolean known = organisation.equals(employer.orgNumber()) || isConfigured.test(organisation);
            if (!known && warnedAbout.add(employer.orgNumber() + "/" + organisation)) {
                unknown.add(organisation);
            }
        }
        if (warnedAbout.size() > MOST_REMEMBERED) {
            warnedAbout.clear();
        }
        if (!unknown.isEmpty()) {
            log.warn(
                    "Orders received for employer {} name {} organisation(s) that are not configured: {}{}. They are {} (see"
                            + " trekkpaalegg.delivery.unknown-organisations). Each is named once. See {}",
                    employer.orgNumber(),
                    unknown.size(),
                    unknown.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                    unknown.size() > MOST_NAMED ? " and others" : "",
                    unknownOrganisations == UnknownOrganisations.REJECT
                            ? "rejected"
                            : "delivered under the employer that was asked for",
                    Runbook.OTHER_ORGANISATION);
        }
    }

    /** Without a readable identity, a digest of the element is its identity, so that the same element is kept once. */
    private static InboxKey malformedKey(String employer, Malformed malformed) {
        return malformed.trekkid() == null || malformed.trekkversjon() == null
                ? new InboxKey(employer, "sha256:" + sha256(malformed.json()), 0, "")
                : new InboxKey(employer, malformed.trekkid(), malformed.trekkversjon(), "");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
