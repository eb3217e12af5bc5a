package no.trekkpaalegg.test;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All orders the authority has issued, to any employer, and the one series of sequence numbers they share (contract section 1).
 * Safe for use by many threads.
 */
final class OrderBook {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    /** One version, which may be allotted a number before anyone can see it. */
    private record Version(OrderTemplate template, Instant opprettet, IssuedOrder issued, boolean visible) {}

    private record Element(String employer, long sekvensnummer, String json) {}

    private final Clock clock;
    private final Map<String, List<Version>> orders = new LinkedHashMap<>();
    private final Map<String, List<String>> trekkidsByEmployer = new HashMap<>();
    private final List<Element> rawElements = new ArrayList<>();
    private long lastSekvensnummer;

    OrderBook(Clock clock, long firstSekvensnummer) {
        this.clock = clock;
        this.lastSekvensnummer = firstSekvensnummer - 1;
    }

    synchronized IssuedOrder issue(String employer, UnaryOperator<OrderTemplate> wish, boolean visible) {
        OrderTemplate template = wish.apply(OrderTemplate.defaults(employer, lastSekvensnummer + 1, today()));
        if (orders.containsKey(template.trekkid())) {
            throw new IllegalArgumentException("there is an order " + template.trekkid() + " already: change it");
        }
        Version first = version(employer, 1, template, visible);
        orders.put(template.trekkid(), new ArrayList<>(List.of(first)));
        trekkidsByEmployer.computeIfAbsent(employer, any -> new ArrayList<>()).add(template.trekkid());
        return first.issued();
    }

    synchronized IssuedOrder change(String trekkid, UnaryOperator<OrderTemplate> wish, boolean visible) {
        List<Version> versions = versionsOf(trekkid);
        Version latest = versions.get(versions.size() - 1);
        OrderTemplate template = wish.apply(latest.template());
        if (!template.trekkid().equals(trekkid)) {
            throw new IllegalArgumentException("the trekkid of an order is the same in all its versions");
        }
        Version next = version(latest.issued().employer(), latest.issued().trekkversjon() + 1, template, visible);
        versions.add(next);
        return next.issued();
    }

    IssuedOrder end(String trekkid) {
        return change(trekkid, order -> order.endedOn(today()), true);
    }

    synchronized IssuedOrder endWithoutNewVersion(String trekkid) {
        List<Version> versions = versionsOf(trekkid);
        int latest = versions.size() - 1;
        Version old = versions.get(latest);
        OrderTemplate template = old.template().withTrekkstatus("avsluttet");
        IssuedOrder before = old.issued();
        String json = template.json(before.trekkversjon(), before.sekvensnummer(), old.opprettet());
        IssuedOrder now =
                new IssuedOrder(before.employer(), trekkid, before.trekkversjon(), before.sekvensnummer(), json);
        versions.set(latest, new Version(template, old.opprettet(), now, old.visible()));
        return now;
    }

    synchronized void reveal(IssuedOrder order) {
        versionsOf(order.trekkid())
                .replaceAll(version -> version.issued().trekkversjon() == order.trekkversjon()
                        ? new Version(version.template(), version.opprettet(), version.issued(), true)
                        : version);
    }

    synchronized void addRaw(String employer, long sekvensnummer, String json) {
        rawElements.add(new Element(employer, sekvensnummer, json));
        lastSekvensnummer = Math.max(lastSekvensnummer, sekvensnummer);
    }

    synchronized void skipSequenceNumbers(long howMany) {
        lastSekvensnummer += howMany;
    }

    synchronized long lastSekvensnummer() {
        return lastSekvensnummer;
    }

    /** Removes all orders. Sequence numbers go on rising, as they do at the authority. */
    synchronized void clear() {
        orders.clear();
        trekkidsByEmployer.clear();
        rawElements.clear();
    }

    /** The latest visible version of each order, lowest sequence number first. */
    synchronized List<String> all(String employer) {
        return latest(employer).map(Element::json).toList();
    }

    synchronized List<String> changes(String employer, long afterSekvensnummer, long limit) {
        return latest(employer)
                .filter(element -> element.sekvensnummer() > afterSekvensnummer)
                .limit(limit)
                .map(Element::json)
                .toList();
    }

    synchronized Optional<String> version(String employer, String trekkid, long trekkversjon) {
        return orders.getOrDefault(trekkid, List.of()).stream()
                .filter(Version::visible)
                .map(Version::issued)
                .filter(issued -> issued.employer().equals(employer) && issued.trekkversjon() == trekkversjon)
                .map(IssuedOrder::json)
                .findFirst();
    }

    private Stream<Element> latest(String employer) {
        Stream<Element> issued = trekkidsByEmployer.getOrDefault(employer, List.of()).stream()
                .flatMap(trekkid -> latestVisible(versionsOf(trekkid)).stream())
                .map(order -> new Element(employer, order.sekvensnummer(), order.json()));
        Stream<Element> raw =
                rawElements.stream().filter(element -> element.employer().equals(employer));
        return Stream.concat(issued, raw).sorted(Comparator.comparingLong(Element::sekvensnummer));
    }

    private static Optional<IssuedOrder> latestVisible(List<Version> versions) {
        return versions.stream()
                .filter(Version::visible)
                .map(Version::issued)
                .max(Comparator.comparingInt(IssuedOrder::trekkversjon));
    }

    private Version version(String employer, int trekkversjon, OrderTemplate template, boolean visible) {
        lastSekvensnummer++;
        Instant opprettet = clock.instant();
        String json = template.json(trekkversjon, lastSekvensnummer, opprettet);
        IssuedOrder issued = new IssuedOrder(employer, template.trekkid(), trekkversjon, lastSekvensnummer, json);
        return new Version(template, opprettet, issued, visible);
    }

    private List<Version> versionsOf(String trekkid) {
        List<Version> versions = orders.get(trekkid);
        if (versions == null) {
            throw new IllegalArgumentException("there is no order " + trekkid);
        }
        return versions;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OSLO);
    }
}
